/** The folders of a stack's state. Only the owner can read them. */
export interface Home {
  /** The state folder, absolute. */
  path: string;
  /** `<part>.log`. */
  logs: string;
  /** `<part>.json`: the process of each part, to find orphans. */
  run: string;
}

/** The paths in a state folder; does not touch the disk. */
export function homeAt(path: string): Home {
  return { path, logs: `${path}/logs`, run: `${path}/run` };
}

/** The file in which a start describes its processes; see `cli/run-file.ts`. */
export function runFilePath(home: string): string {
  return `${home}/run.json`;
}

/** Creates missing folders, mode 0700. */
export async function openHome(path: string): Promise<Home> {
  const home = homeAt(path);
  for (const folder of [home.path, home.logs, home.run]) {
    await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
    await Deno.chmod(folder, 0o700);
  }
  return home;
}

/** Reads a JSON file of the state folder; undefined without one. */
export function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(Deno.readTextFileSync(path)) as T;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new Error(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Writes a JSON file atomically, mode 0600. */
export function writeJson(path: string, value: unknown): void {
  const next = `${path}.new`;
  Deno.writeTextFileSync(next, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  Deno.renameSync(next, path);
}
