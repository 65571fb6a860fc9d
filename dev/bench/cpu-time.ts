import type { Stack } from "../../cli/stack/stack.ts";
import { partOf } from "../../cli/stack/process-plan.ts";

/** Processor time used so far, ms, by part of the stack; `clients` is this process. */
export type CpuTime = Record<string, number>;

const msPerTick = 10;

/** Reads it from /proc: all workers together, all APIs, PostgreSQL with its backends. Empty where there is no /proc. */
export async function processorTime(stack: Stack): Promise<CpuTime> {
  const all = await processes();
  const used: CpuTime = {};
  const add = (part: string, pid: number) => {
    used[part] = (used[part] ?? 0) + treeTime(all, pid);
  };
  for (const { name, pid } of stack.processes()) if (pid) add(partOf(name), pid);
  const own = all.get(Deno.pid);
  if (own) used.clients = own.ms;
  return used;
}

/** What was used between two readings of processes that lived through both. */
export function cpuTimeBetween(before: CpuTime, after: CpuTime): CpuTime {
  return Object.fromEntries(
    Object.entries(after).map(([part, ms]) => [part, Math.max(0, ms - (before[part] ?? 0))]),
  );
}

interface Process {
  ppid: number;
  ms: number;
}

async function processes(): Promise<Map<number, Process>> {
  const found = new Map<number, Process>();
  if (Deno.build.os !== "linux") return found;
  for await (const { name } of Deno.readDir("/proc")) {
    const stat = /^\d+$/.test(name)
      ? await Deno.readTextFile(`/proc/${name}/stat`).catch(() => "")
      : "";
    if (stat) found.set(Number(name), readStat(stat));
  }
  return found;
}

/** Fields of proc(5) behind the name, which may hold anything: parent, and time in user and system mode, own and of children that have ended. */
export function readStat(stat: string): Process {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ").map(Number);
  const [, ppid = 0] = fields;
  const ticks = fields.slice(11, 15).reduce((sum, one) => sum + one, 0);
  return { ppid, ms: ticks * msPerTick };
}

function treeTime(all: ReadonlyMap<number, Process>, pid: number): number {
  const below = [...all].filter(([, { ppid }]) => ppid === pid).map(([child]) => child);
  const own = all.get(pid)?.ms ?? 0;
  return below.reduce((sum, child) => sum + treeTime(all, child), own);
}
