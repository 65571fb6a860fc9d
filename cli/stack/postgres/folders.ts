import { loadState, saveState } from "../state.ts";
import { runCommand, tryCommand } from "../supervise/run-command.ts";
import { cacheFolder } from "../platform.ts";

/** Folders and user of the embedded PostgreSQL. */
export interface PostgresPlace {
  /** Folder of its programs. */
  programs: string;
  /** Its data folder, which may not exist yet. */
  data: string;
  /** The user that runs it where this process is root, which PostgreSQL refuses. */
  user?: { name: string; uid: number; gid: number };
}

/**
 * The folder of programs and data where this process is root: PostgreSQL's user may have no access to root's home.
 */
export const rootFolder = "/var/lib/tramontane";

/** The folders and the user; as root, creates the data folder and stores its path in `state.json`. */
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
