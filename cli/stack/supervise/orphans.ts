import { commandLine, endProcess } from "./processes.ts";

/** What the leash notes about the program it runs, in `run/<part>.json`. */
export interface PidNote {
  pid: number;
  command: string[];
}

/** Whether a living process is the one of the note, and not a later one under the same id. */
export function isSame(note: PidNote, line: string | undefined): boolean {
  if (line === undefined) return false;
  // A script with a `#!` line shows its interpreter before itself.
  return line === note.command.join(" ") || line.endsWith(` ${note.command.join(" ")}`);
}

/** The note, or nothing where it is absent or broken off. */
export async function readPidNote(path: string): Promise<PidNote | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(path)) as PidNote;
  } catch {
    return undefined;
  }
}

/**
 * Ends every program of an earlier stack of this folder that still runs, recognised by id and
 * command line. Returns the names of those it ended. Call only under the folder's lock.
 */
export async function endOrphans(runFolder: string): Promise<string[]> {
  const ended: string[] = [];
  for (const entry of [...Deno.readDirSync(runFolder)]) {
    const path = `${runFolder}/${entry.name}`;
    const note = await readPidNote(path);
    if (note && isSame(note, await commandLine(note.pid))) {
      await endProcess(note.pid, "SIGINT", 10_000);
      ended.push(entry.name.replace(/\.json$/, ""));
    }
    await Deno.remove(path).catch(() => undefined);
  }
  return ended;
}
