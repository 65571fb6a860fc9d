import type { Logger } from "../telemetry/log.ts";

const methods = ["debug", "log", "info", "warn", "error", "dir"] as const;

/**
 * Logs the console output of packages as events: stdout has one JSON line per event, and all text passes the redactor
 * (yahoo-finance2 prints addresses with the crumb). Create the logger first: it uses the original console.
 */
export function captureConsole(log: Logger): void {
  for (const method of methods) {
    console[method] = (...parts: unknown[]) =>
      log.warn("mcp.package_output", { method, text: parts.map(describe).join(" ").slice(0, 500) });
  }
}

/** The type of an object only: packages may print complete responses. */
function describe(part: unknown): string {
  if (part instanceof Error) return `${part.name}: ${part.message}`;
  return typeof part === "object" && part !== null ? `[${part.constructor?.name}]` : String(part);
}
