import type { Progress } from "../supervise/part.ts";
import { cacheFolder, platformOf } from "../platform.ts";
import { tryCommand } from "../supervise/run-command.ts";
import {
  serverFolderName,
  type ServerProgram,
  serverPrograms,
  serverVersionPinned,
} from "./server-release.ts";
import { findGo, goInstall } from "../../../dev/offline/build-temporal.ts";
import { NoTemporalError, type TemporalSearch } from "./find-temporal.ts";

/** Temporal's server and its SQL tool, of one release. */
export interface ServerPrograms {
  server: string;
  sql: string;
  /** Their source: `TEMPORAL_SERVER_FOLDER`, `cache`, `built with Go`. */
  source: string;
}

/**
 * Finds both programs, or builds them: about two minutes on two cores, once. TEMPORAL_SERVER_FOLDER must have them as
 * `server` and `sql`.
 */
export async function findServerPrograms(search: TemporalSearch): Promise<ServerPrograms> {
  const named = search.env.TEMPORAL_SERVER_FOLDER;
  if (named) {
    const found = await programsIn(named, "TEMPORAL_SERVER_FOLDER");
    if (found) return found;
    throw new NoTemporalError(
      `TEMPORAL_SERVER_FOLDER=${named} does not have server and sql of ${serverVersionPinned}`,
    );
  }
  const platform = platformOf(Deno.build.os, Deno.build.arch);
  const cache = `${cacheFolder(search.env)}/${serverFolderName(platform)}`;
  return await programsIn(cache, "cache") ?? await built(search, cache);
}

async function programsIn(folder: string, source: string): Promise<ServerPrograms | undefined> {
  const [server, sql] = [`${folder}/server`, `${folder}/sql`];
  const printed = await Promise.all([server, sql].map((path) => tryCommand(path, ["--version"])));
  const matches = printed.every((text) => text?.includes(serverVersionPinned));
  return matches ? { server, sql, source } : undefined;
}

async function built(search: TemporalSearch, folder: string): Promise<ServerPrograms> {
  if (search.offline) throw new NoTemporalError("--offline: Temporal's server is not in the cache");
  if (!await findGo(search.env)) {
    throw new NoTemporalError(
      "TEMPORAL_SERVER=postgres builds Temporal's server, and needs Go 1.21 or newer on PATH " +
        "(https://go.dev/dl), or TEMPORAL_SERVER_FOLDER with its programs",
    );
  }
  for (const program of Object.keys(serverPrograms) as ServerProgram[]) {
    await install(program, folder, search);
  }
  const found = await programsIn(folder, "built with Go");
  if (!found) throw new NoTemporalError(`the build in ${folder} does not run`);
  return found;
}

async function install(
  program: ServerProgram,
  folder: string,
  { buildLog, progress, signal }: TemporalSearch,
): Promise<void> {
  const { goPackage, ...work } = serverPrograms[program];
  const say: Progress = (what) => progress(`${what} (${program})`);
  const what = { goPackage: `${goPackage}@v${serverVersionPinned}`, ...work };
  await goInstall(what, program, `${folder}/${program}`, buildLog, say, signal);
}
