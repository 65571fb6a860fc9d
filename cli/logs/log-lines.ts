import { prettyLine as prettyRecord } from "../../telemetry/pretty-line.ts";

const colours = [36, 35, 33, 32, 34, 31, 96, 95];

/** A line of a part's log for a terminal: coloured name, then the fields of a JSON line. */
export function prettyLine(part: string, line: string, color: boolean): string {
  const name = part.padEnd(9);
  const shown = color ? `\x1b[${colourOf(part)}m${name}\x1b[0m` : name;
  return `${shown} ${sayLine(line, color)}`;
}

/** A line of a part's log as one JSON object; a line that is not JSON becomes `{process, text}`. */
export function jsonLine(part: string, line: string): string {
  const record = parse(line);
  return record ? line : JSON.stringify({ process: part, text: line });
}

/** A part has the same colour in every run. */
function colourOf(part: string): number {
  const sum = [...part].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return colours[sum % colours.length] ?? 36;
}

function parse(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function sayLine(line: string, color: boolean): string {
  const record = parse(line);
  return record && typeof record.event === "string" ? prettyRecord(record, color) : line;
}
