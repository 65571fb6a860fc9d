import { loadState, saveState } from "../state.ts";
import { runCommand, tryCommand } from "../supervise/run-command.ts";
import { cacheFolder } from "../platform.ts";

/** Where the embedded PostgreSQL lives and as whom it runs. */
export interface PostgresPlace {
  /** Where its programs are copied to. */
  programs: string;
  /** Its data folder, not yet made. */
  data: string;
  /** Set when we are root, as whom PostgreSQL refuses to run. */
  user?: { name: string; uid: number; gid: number };
}

/**
 * Where root keeps the programs and the data: its own folders may be closed to the user that must
 * enter here.
 */
export const rootFolder = "/var/lib/tramontane";

/** Decides the place; as root the data's folder is made and noted in `state.json`. */
export async function postgresPlace(home: string): Promise<PostgresPlace> {
  if (Deno.uid() !== 0) {
    return { programs: cacheFolder(Deno.env.toObject()), data: `${home}/postgres/data` };
  }
  const user = await serviceUser();
  const folder = loadState(home).postgresFolder ?? newFolder(home);
  await Deno.mkdir(folder, { recursive: true, mode: 0o755 });
  await Deno.chown(folder, user.uid, user.gid);
  await Deno.chmod(folder, 0o700);
  return { programs: rootFolder, data: `${folder}/data`, user };
}

function newFolder(home: string): string {
  const postgresFolder = `${rootFolder}/data-${crypto.randomUUID()}`;
  saveState(home, { postgresFolder });
  return postgresFolder;
}

async function serviceUser(): Promise<{ name: string; uid: number; gid: number }> {
  for (const name of ["postgres", "nobody"]) {
    if (await tryCommand("id", ["-u", name]) === undefined) continue;
    const number = async (flag: string) => Number(await runCommand("id", [flag, name]));
    return { name, uid: await number("-u"), gid: await number("-g") };
  }
  throw new Error(
    "PostgreSQL does not run as root, and there is no user postgres or nobody to run it as. " +
      "Start as another user, or set DATABASE_URL.",
  );
}
