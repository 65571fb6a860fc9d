/** Deletes the control groups of an engine that has ended: the kernel keeps them, empty, for ever. */
export async function removeControlGroups(group: string): Promise<void> {
  const root = "/sys/fs/cgroup";
  const controllers: string[] = [""];
  for await (const { name, isDirectory } of Deno.readDir(root)) {
    if (isDirectory) controllers.push(`/${name}`);
  }
  for (const controller of controllers) await removeTree(`${root}${controller}${group}`);
}

async function removeTree(folder: string): Promise<void> {
  if (!await Deno.stat(folder).catch(() => undefined)) return;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) await removeTree(`${folder}/${name}`);
  }
  // Its files cannot be deleted, and go with it.
  await Deno.remove(folder).catch(() => undefined);
}
