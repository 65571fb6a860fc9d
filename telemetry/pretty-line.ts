/** A formatted log line: time, level, event, then the fields in order; a stack below it, indented. */
export function prettyLine(record: Record<string, unknown>, color: boolean): string {
  const { at, level, process: _, event, stack, ...fields } = record;
  const time = typeof at === "string" ? at.slice(11, 23) : "";
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${inline(value)}`);
  const text = [time, emphasised(String(level ?? ""), color), event, ...rest].join(" ");
  return typeof stack === "string" ? `${text}\n${indented(stack)}` : text;
}

function emphasised(level: string, color: boolean): string {
  const code = level === "error" ? 31 : level === "warn" ? 33 : undefined;
  return color && code ? `\x1b[${code}m${level.padEnd(5)}\x1b[0m` : level.padEnd(5);
}

const inline = (value: unknown) => typeof value === "string" ? value : JSON.stringify(value);
const indented = (text: string) => text.split("\n").map((line) => `            ${line}`).join("\n");
