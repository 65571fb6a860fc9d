const kept = 3;
/** No build takes so long, so what is older was left behind. ms */
const staleMs = 3_600_000;

/** Where builds are: inside node_modules, so that Node finds the packages that stayed outside of them. */
export const buildsOf = (root: string) => `${root}/node_modules/.tramontane`;

/** Whether there is such a file or folder. */
export async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

/**
 * Moves a whole folder to its place at once. Another one that is there first stays: under the same name it has the same
 * content.
 */
export async function publish(folder: string, place: string): Promise<void> {
  try {
    await Deno.rename(folder, place);
  } catch (error) {
    if (!await exists(place)) throw error;
  }
}

/** Deletes all builds but the newest ones, and what killed builds left behind. */
export async function prune(builds: string, now: number): Promise<void> {
  const entries = await Promise.all((await namesIn(builds)).map(async (name) => {
    const path = `${builds}/${name}`;
    const made = (await Deno.stat(path).catch(() => undefined))?.mtime?.getTime() ?? now;
    return { path, made, whole: /^[0-9a-f]{16}$/.test(name), left: name.includes(".") };
  }));
  const old = entries.filter(({ whole }) => whole).sort((a, b) => b.made - a.made).slice(kept);
  const stale = entries.filter(({ left, made }) => left && now - made > staleMs);
  for (const { path } of [...old, ...stale]) await removeIfThere(path);
}

/** Deletes a file or folder; nothing there is as good. */
export async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

const namesIn = (folder: string) => Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
