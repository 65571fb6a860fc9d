import type { Logger } from "../telemetry/log.ts";

const methods = ["debug", "log", "info", "warn", "error", "dir"] as const;

/**
 * Turns what packages print into one log event each, so that stdout stays one JSON line per event and
 * everything passes the redactor (yahoo-finance2 prints addresses with the crumb in them). Make the
 * logger first: it keeps the real console.
 */
export function captureConsole(log: Logger): void {
  for (const method of methods) {
    console[method] = (...parts: unknown[]) =>
      log.warn("mcp.package_output", { method, text: parts.map(describe).join(" ").slice(0, 500) });
  }
}

/** Objects are only named: what packages dump may be a whole answer. */
function describe(part: unknown): string {
  if (part instanceof Error) return `${part.name}: ${part.message}`;
  return typeof part === "object" && part !== null ? `[${part.constructor?.name}]` : String(part);
}
