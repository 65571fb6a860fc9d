const kept = 3;
/** No build takes longer, so an older incomplete one was killed, ms. */
const staleMs = 3_600_000;

/** The folder of builds: inside node_modules, so that Node finds the packages that are not bundled. */
export const buildsOf = (root: string) => `${root}/node_modules/.tramontane`;

/** Whether a file or folder exists. */
export async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

/**
 * Moves a complete folder to its path atomically. An existing folder stays: with the same name it has the same content.
 */
export async function publish(folder: string, target: string): Promise<void> {
  try {
    await Deno.rename(folder, target);
  } catch (error) {
    if (!await exists(target)) throw error;
  }
}

const wholeBuild = /^(?<kind>\w+-)?[0-9a-f]{16}$/;

/** Deletes all builds but the newest ones of each kind, and the remains of killed builds. */
export async function prune(builds: string, now: number): Promise<void> {
  const entries = await Promise.all((await namesIn(builds)).map(async (name) => {
    const path = `${builds}/${name}`;
    const made = (await Deno.stat(path).catch(() => undefined))?.mtime?.getTime() ?? now;
    return { path, made, whole: wholeBuild.exec(name), left: name.includes(".") };
  }));
  const whole = Map.groupBy(entries.filter((one) => one.whole), (one) => one.whole?.groups?.kind);
  const old = [...whole.values()].flatMap((kind) =>
    kind.sort((a, b) => b.made - a.made).slice(kept)
  );
  const stale = entries.filter(({ left, made }) => left && now - made > staleMs);
  for (const { path } of [...old, ...stale]) await removeIfThere(path);
}

/** Deletes a file or folder if it exists. */
export async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

const namesIn = (folder: string) => Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
