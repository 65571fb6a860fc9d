const root = "/sys/fs/cgroup";
const prefix = "tramontane-containers-";

/** The name of the control group of an engine's containers. */
export const newControlGroup = () => `/${prefix}${crypto.randomUUID()}`;

/**
 * Deletes the control groups of engines that have ended, also of killed ones: the kernel keeps them, empty, for ever. It
 * refuses to delete those with processes.
 */
export async function removeControlGroups(): Promise<void> {
  for (const controller of [root, ...await foldersIn(root)]) {
    for (const folder of await foldersIn(controller)) {
      if (folder.startsWith(`${controller}/${prefix}`)) await removeTree(folder);
    }
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
  return entries.filter((one) => one.isDirectory).map(({ name }) => `${folder}/${name}`);
}

async function removeTree(folder: string): Promise<void> {
  for (const one of await foldersIn(folder)) await removeTree(one);
  // Its files cannot be deleted, and go with it.
  await Deno.remove(folder).catch(() => undefined);
}
