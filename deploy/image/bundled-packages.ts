import { readFile } from "node:fs/promises";

/** What a package says about itself, as far as it is used here. */
export interface PackageManifest {
  name: string;
  version: string;
  license?: string;
  description?: string;
  homepage?: string;
  repository?: unknown;
}

/** The inputs of each file that a bundler wrote: `outputs` of esbuild's metafile. */
export type BundledInputs = Readonly<
  Record<string, { inputs: Readonly<Record<string, { bytesInOutput: number }>> }>
>;

const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** The folders of the packages to which files belong, each once. */
export const packageFoldersOf = (paths: readonly string[]): string[] =>
  [...new Set(paths.flatMap((path) => packageFolder.exec(path)?.[0] ?? []))].sort();

/**
 * The packages whose code is in each file of a build. After the build nothing else in an image says so: a bundle has no
 * names of packages, and their folders are pruned.
 */
export async function bundledPackages(
  outputs: BundledInputs,
): Promise<Record<string, PackageManifest[]>> {
  const files: Record<string, PackageManifest[]> = {};
  for (const [file, { inputs }] of Object.entries(outputs)) {
    const used = Object.keys(inputs).filter((path) => (inputs[path]?.bytesInOutput ?? 0) > 0);
    const found = await Promise.all(packageFoldersOf(used).map(readManifest));
    if (found.length > 0) files[file] = found;
  }
  return files;
}

/** Reads what the package in a folder says about itself. Throws where it has no name and version. */
export async function readManifest(folder: string): Promise<PackageManifest> {
  const all = JSON.parse(await readFile(`${folder}/package.json`, "utf8")) as PackageManifest;
  const { name, version, license, description, homepage, repository } = all;
  if (!name || !version) throw new Error(`${folder} has no name or version`);
  return { name, version, license, description, homepage, repository } as PackageManifest;
}
