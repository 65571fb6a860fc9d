import { commandLine, endProcess } from "./processes.ts";

/** The note of a leash about its program, in `run/<part>.json`. */
export interface PidNote {
  pid: number;
  command: string[];
}

/** Whether a process is the one of the note, and not a later one with the same id. */
export function isSame(note: PidNote, line: string | undefined): boolean {
  if (line === undefined) return false;
  // A script with a `#!` line shows its interpreter before itself.
  return line === note.command.join(" ") || line.endsWith(` ${note.command.join(" ")}`);
}

/** The note; undefined where it is absent or incomplete. */
export async function readPidNote(path: string): Promise<PidNote | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(path)) as PidNote;
  } catch {
    return undefined;
  }
}

/**
 * Ends every program of an earlier stack of this folder that still runs, identified by id and command line.
 * Returns their names. Needs the folder's lock.
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
