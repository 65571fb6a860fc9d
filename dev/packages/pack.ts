import { repositoryRoot } from "../../cli/stack/paths.ts";
import { ownNode } from "../../cli/stack/node/find-node.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { compile, type Staged } from "./compile.ts";
import { type Manifest, packedManifest, type Product } from "./manifest.ts";

/** A tarball of a package. */
export interface Tarball {
  name: string;
  version: string;
  /** Of its sources, from the root of the repository. */
  directory: string;
  /** Path of the tarball. */
  path: string;
  /** Bytes of the tarball. */
  size: number;
  /** Paths in it, sorted. */
  files: string[];
}

/** Packs every folder of `clients/` that has a package.json into `into`. The same sources give the same bytes. */
export async function packPackages(into: string): Promise<Tarball[]> {
  const staging = await Deno.makeTempDir({ prefix: "tramontane-packages-" });
  try {
    const product: Product = await readJson(`${repositoryRoot}/package.json`);
    const { path: node } = await ownNode();
    const staged: Staged[] = [];
    for (const { directory, manifest } of await sources()) {
      const { name, exports } = manifest;
      const one = { name, directory, exports, staging: `${staging}/${directory.slice(8)}` };
      await compile(node, one, staged);
      await writeFiles(one, packedManifest(manifest, product, directory));
      staged.push(one);
    }
    return await npmPack(staged, into);
  } finally {
    await Deno.remove(staging, { recursive: true });
  }
}

interface Source {
  directory: string;
  manifest: Manifest;
}

/** The packages, each after those that it needs. */
async function sources(): Promise<Source[]> {
  const found: Source[] = [];
  for await (const { name } of Deno.readDir(`${repositoryRoot}/clients`)) {
    const directory = `clients/${name}`;
    const path = `${repositoryRoot}/${directory}/package.json`;
    if (await isFile(path)) found.push({ directory, manifest: await readJson(path) });
  }
  const needs = ({ manifest }: Source) =>
    Object.keys(manifest.peerDependencies ?? {}).filter((peer) => peer.startsWith("@tramontane/"));
  return found.sort((a, b) =>
    needs(a).length - needs(b).length || (a.directory < b.directory ? -1 : 1)
  );
}

async function writeFiles({ directory, staging }: Staged, manifest: object): Promise<void> {
  await Deno.writeTextFile(`${staging}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  await Deno.copyFile(`${repositoryRoot}/LICENSE`, `${staging}/LICENSE`);
  await Deno.copyFile(`${repositoryRoot}/${directory}/README.md`, `${staging}/README.md`);
}

const isFile = (path: string) =>
  Deno.stat(path).then((info) => info.isFile, (error) => {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  });

interface Packed {
  name: string;
  version: string;
  filename: string;
  size: number;
  files: { path: string }[];
}

async function npmPack(staged: readonly Staged[], into: string): Promise<Tarball[]> {
  await Deno.mkdir(into, { recursive: true });
  const folders = staged.map(({ staging }) => staging);
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", into, ...folders];
  const packed: Packed[] = Object.values(JSON.parse(await runCommand("npm", args)));
  const directoryOf = (name: string) => staged.find((one) => one.name === name)?.directory ?? "";
  return packed.map(({ name, version, filename, size, files }) => ({
    name,
    version,
    directory: directoryOf(name),
    path: `${into}/${filename.replace("@", "").replace("/", "-")}`,
    size,
    files: files.map(({ path }) => path).sort(),
  }));
}

/** The file that lists what a tarball contains: a change of it shows in a review. */
export const listPath = ({ directory }: Pick<Tarball, "directory">) =>
  `${repositoryRoot}/${directory}/tarball-files.txt`;

/** Writes the list of a tarball's files. */
export async function writeList(tarball: Tarball): Promise<void> {
  await Deno.writeTextFile(listPath(tarball), `${tarball.files.join("\n")}\n`);
}

const readJson = async <T>(path: string): Promise<T> => JSON.parse(await Deno.readTextFile(path));
