/** Where a stack keeps what outlives it. Everything is readable by its owner alone. */
export interface Home {
  /** The state folder, absolute. */
  path: string;
  /** `<part>.log`. */
  logs: string;
  /** `<part>.json`: which process is which, to find survivors. */
  run: string;
}

/** The folder's layout, without touching the disk. */
export function homeAt(path: string): Home {
  return { path, logs: `${path}/logs`, run: `${path}/run` };
}

/** The file in which a start tells what runs; see `cli/run-file.ts`. */
export function runFilePath(home: string): string {
  return `${home}/run.json`;
}

/** Makes what is missing of the folder, mode 0700. */
export async function openHome(path: string): Promise<Home> {
  const home = homeAt(path);
  for (const folder of [home.path, home.logs, home.run]) {
    await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
    await Deno.chmod(folder, 0o700);
  }
  return home;
}

/** A file of the state folder that holds a JSON object; undefined when there is none. */
export function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(Deno.readTextFileSync(path)) as T;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new Error(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Writes a JSON file whole or not at all, mode 0600. */
export function writeJson(path: string, value: unknown): void {
  const next = `${path}.new`;
  Deno.writeTextFileSync(next, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  Deno.renameSync(next, path);
}
