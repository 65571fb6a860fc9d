import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { fileURLToPath } from "node:url";

// Built programs include this module. It names source files in their stack traces, and reads a source map with the first
// trace through its file: Node's --enable-source-maps reads those of all modules at each start (measured: a tenth of it).

/** The folder of the build. */
const folder = new URL("..", import.meta.url).href;
/** By URL of a file of the build. */
const maps = new Map<string, SourceMap>();
function mapOf(program: string): SourceMap {
  const read = maps.get(program) ??
    new SourceMap(JSON.parse(readFileSync(new URL(`${program}.map`), "utf8")));
  maps.set(program, read);
  return read;
}

const place = /(file:\/\/\S+\.mjs):(\d+):(\d+)/;

function named(frame: string): string {
  const [text, program, line, column] = place.exec(frame) ?? [];
  if (text === undefined || !program?.startsWith(folder)) return frame;
  const origin = mapOf(program).findOrigin(Number(line), Number(column));
  if (!("fileName" in origin)) return frame;
  const path = fileURLToPath(new URL(origin.fileName, program));
  return frame.replace(text, `${path}:${origin.lineNumber}:${origin.columnNumber}`);
}

Error.prepareStackTrace = (error, frames) => {
  const lines = frames.map(String);
  // Errors of other contexts: the SDK loads the workflows in one at each start, where they fail, and drops the error.
  if (!(error instanceof Error)) {
    return [error, ...lines.map((line) => `    at ${line}`)].join("\n");
  }
  try {
    return [error, ...lines.map((line) => `    at ${named(line)}`)].join("\n");
  } catch {
    // The map is missing or has a fault.
    return [error, ...lines.map((line) => `    at ${line}`)].join("\n");
  }
};
