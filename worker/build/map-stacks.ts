import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { fileURLToPath } from "node:url";

// Built programs include this module. It names source files in their stack traces, and reads the source map with the
// first trace: Node's --enable-source-maps reads those of all modules at each start (measured: a tenth of it).

let read: SourceMap | undefined;
const map = () =>
  read ??= new SourceMap(JSON.parse(readFileSync(new URL(`${import.meta.url}.map`), "utf8")));

const place = /(file:\/\/\S+\.mjs):(\d+):(\d+)/;

function named(frame: string): string {
  const [text, program, line, column] = place.exec(frame) ?? [];
  if (text === undefined || program !== import.meta.url) return frame;
  const origin = map().findOrigin(Number(line), Number(column));
  if (!("fileName" in origin)) return frame;
  const path = fileURLToPath(new URL(origin.fileName, import.meta.url));
  return frame.replace(text, `${path}:${origin.lineNumber}:${origin.columnNumber}`);
}

Error.prepareStackTrace = (error, frames) => {
  const lines = frames.map(String);
  try {
    return [error, ...lines.map((line) => `    at ${named(line)}`)].join("\n");
  } catch {
    // The map is missing or has a fault.
    return [error, ...lines.map((line) => `    at ${line}`)].join("\n");
  }
};
