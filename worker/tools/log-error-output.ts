import type { Readable } from "node:stream";
import type { Logger } from "../../telemetry/log.ts";
import { firstUnits } from "./answer/cut-text.ts";

/** Maximum lines in a window, the window in ms, and maximum UTF-16 units of a line. */
const limits = { lines: 20, windowMs: 60_000, units: 300 };

/** Logs a program's stderr, limited and without the values of its variables; dropped lines are counted. */
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
  // A line without an end must not grow without limit: its pieces count as lines.
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
