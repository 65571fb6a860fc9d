import { LogCursor } from "./follow.ts";
import { jsonLine, prettyLine } from "./log-lines.ts";

const everyMs = 200;

/**
 * Prints new lines of the logs of a folder until disposed: coloured on a terminal, else as JSON. Without `parts`, of all
 * parts, also those that start later.
 */
export function showLogs(folder: string, terminal: boolean, parts?: readonly string[]): Disposable {
  const cursors = new Map<string, LogCursor>();
  let busy = false;
  const read = async () => {
    if (busy) return;
    busy = true;
    await showNew(folder, cursors, terminal, parts).finally(() => busy = false);
  };
  const timer = setInterval(read, everyMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

async function showNew(
  folder: string,
  cursors: Map<string, LogCursor>,
  terminal: boolean,
  parts: readonly string[] | undefined,
): Promise<void> {
  const first = cursors.size === 0;
  for (const name of parts ?? await logNames(folder)) {
    if (!cursors.has(name)) {
      const path = `${folder}/${name}.log`;
      const from = first ? (await Deno.stat(path)).size : 0;
      cursors.set(name, new LogCursor(path, from));
    }
    for (const line of await cursors.get(name)?.read() ?? []) {
      if (line.trim() === "") continue;
      console.log(terminal ? prettyLine(name, line, !Deno.noColor) : jsonLine(name, line));
    }
  }
}

/** The parts with a log in the folder. */
export async function logNames(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.filter((entry) => entry.name.endsWith(".log"))
    .map((entry) => entry.name.slice(0, -".log".length)).sort();
}
