import { type PackageManifest, readManifest } from "./bundled-packages.ts";
import { linksIn, storeFolder } from "./prune-packages.ts";

/** A package in `node_modules/.deno`. */
export interface InstalledPackage {
  /** Its folder there. */
  folder: string;
  manifest: PackageManifest;
  /** The folders of the packages that it can load. */
  dependencies: string[];
}

/** All packages below `<root>/node_modules`, as Deno lays them out: one folder each, with links to the others. */
export async function installedPackages(root: string): Promise<InstalledPackage[]> {
  const store = `${root}/node_modules/.deno`;
  const found: InstalledPackage[] = [];
  for await (const { name: folder } of Deno.readDir(store)) {
    if (folder.startsWith(".") || folder === "node_modules") continue;
    const modules = `${store}/${folder}/node_modules`;
    const links = await linksIn(modules);
    const folders = await Promise.all(links.map(folderOf));
    const dependencies = folders.filter((one) => one !== undefined).sort();
    for (const own of await foldersIn(modules)) {
      found.push({ folder, manifest: await readManifest(own), dependencies });
    }
  }
  return found;
}

/** The folder that a link leads into; undefined where it was pruned, such as native code for other platforms. */
async function folderOf(link: string): Promise<string | undefined> {
  try {
    return await storeFolder(link);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** The folders of packages that are not links, one level of scopes included. */
async function foldersIn(modules: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(modules)) {
    if (!isDirectory) continue;
    const path = `${modules}/${name}`;
    found.push(...name.startsWith("@") ? await foldersIn(path) : [path]);
  }
  return found;
}
