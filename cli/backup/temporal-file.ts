import { readJson } from "../stack/home.ts";
import type { State } from "../stack/state.ts";
import { repositoryRoot } from "../stack/paths.ts";
import { runCommand } from "../stack/supervise/run-command.ts";
import { databaseFile } from "../stack/temporal/dev-server.ts";

/**
 * Copies a consistent snapshot of the embedded Temporal's file into a new folder while it runs. False when there is no
 * file, as with an external Temporal.
 */
export async function copyTemporal(home: string, folder: string): Promise<boolean> {
  const version = readJson<State>(`${home}/state.json`)?.temporal;
  const file = version && databaseFile(home, version);
  if (!file || !await exists(file)) return false;
  await Deno.mkdir(folder, { mode: 0o700 });
  const copy = `${repositoryRoot}/cli/backup/copy-sqlite.mjs`;
  await runCommand(Deno.execPath(), ["run", "-A", copy, file, `${folder}/unfinished`]);
  await Deno.chmod(`${folder}/unfinished`, 0o600);
  await Deno.rename(`${folder}/unfinished`, `${folder}/server-${version}.db`);
  return true;
}

/**
 * Restores such a copy while Temporal does not run. Returns its version: another version cannot read it. Throws when the
 * folder has no copy.
 */
export async function restoreTemporal(home: string, folder: string): Promise<string> {
  const version = await versionIn(folder);
  const file = databaseFile(home, version);
  await Deno.mkdir(`${home}/temporal`, { recursive: true, mode: 0o700 });
  for (const part of ["", "-wal", "-shm"]) {
    await Deno.remove(file + part).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
  await Deno.copyFile(`${folder}/server-${version}.db`, file);
  return version;
}

async function versionIn(folder: string): Promise<string> {
  try {
    for await (const { name } of Deno.readDir(folder)) {
      const version = /^server-(.+)\.db$/.exec(name)?.[1];
      if (version) return version;
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  throw new Error(`${folder} holds no finished backup of Temporal`);
}

const exists = (path: string) => Deno.stat(path).then(() => true, () => false);
