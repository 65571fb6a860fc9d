import type { CpuTime } from "./cpu-time.ts";

/** Columns of processor time, and the parts of the stack in each. */
const columns = {
  worker: ["worker"],
  API: ["api"],
  PostgreSQL: ["postgres"],
  Temporal: ["temporal"],
  "emulator, MCP": ["sandbox", "mcp"],
  clients: ["clients"],
} as const;

const sumOf = (used: CpuTime, parts: readonly string[]) =>
  parts.reduce((sum, part) => sum + (used[part] ?? 0), 0);

/** The head of the columns of `processorCells`. */
export const processorHead = (unit: string): string[] => [
  ...Object.keys(columns).map((name) => `${name} ${unit}`),
  "sum",
];

/** Processor time of each process for one of `count` operations, and their sum. */
export function processorCells(used: CpuTime, count: number, digits = 1): string[] {
  const cells = Object.values(columns).map((parts) => sumOf(used, parts) / count);
  return [...cells, sumOf(used, Object.keys(used)) / count].map((ms) => ms.toFixed(digits));
}

/** Processor time of the product for one of `count` operations: without the emulator, the MCP servers and the clients. */
export function ownProcessorTime(used: CpuTime, count: number): number {
  return sumOf(used, ["worker", "api", "postgres", "temporal"]) / count;
}
