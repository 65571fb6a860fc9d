import type { Readable } from "node:stream";
import type { Logger } from "../../telemetry/log.ts";
import { firstUnits } from "./answer/cut-text.ts";

/** Lines within a window that are logged, the window, ms, and UTF-16 units of a line. */
const limits = { lines: 20, windowMs: 60_000, units: 300 };

/** Logs what a program writes to stderr: bounded, without the values of its variables; what is left out is counted. */
export function logErrorOutput(
  stream: unknown,
  { server, secrets }: { server: string; secrets: readonly string[] },
  log: Logger | null,
): void {
  const readable = stream as Readable | null;
  if (!readable) return;
  let window = 0;
  let lines = 0;
  let dropped = 0;
  const hidden = secrets.filter((value) => value.length >= 4);
  const tell = (line: string) => {
    if (Date.now() - window >= limits.windowMs) {
      if (dropped > 0) log?.info("mcp.stderr_dropped", { server, lines: dropped });
      window = Date.now();
      lines = dropped = 0;
    }
    if (line.trim() === "") return;
    if (++lines > limits.lines) return void dropped++;
    const text = hidden.reduce((kept, value) => kept.replaceAll(value, "[redacted]"), line);
    log?.info("mcp.stderr_line", { server, line: firstUnits(text, limits.units) });
  };
  // A line without an end must not grow for ever: pieces count as lines.
  let rest = "";
  readable.on("data", (chunk: { toString(): string }) => {
    const pieces = (rest + chunk.toString()).split("\n");
    rest = pieces.pop() ?? "";
    pieces.forEach(tell);
    if (rest.length > limits.units) {
      tell(rest);
      rest = "";
    }
  });
  readable.on("error", () => {});
}
