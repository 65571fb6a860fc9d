import { npmUrl } from "../../deploy/image/bill-of-materials.ts";

/** Addresses of the packages that the files of an image show, found in another way than the image's own list was made. */
export async function packagesSeen(app: string): Promise<string[]> {
  const seen = new Set<string>();
  for await (const path of filesBelow(app)) {
    if (isManifest.test(path)) {
      const { name, version } = JSON.parse(await Deno.readTextFile(path));
      seen.add(npmUrl({ name, version }));
    } else if (isBundle.test(path)) {
      for (const one of packagesNamedIn(await Deno.readTextFile(path))) seen.add(one);
    }
  }
  return [...seen].sort();
}

/** The addresses of the packages that the bill of materials of an image lists. */
export async function packagesListed(app: string): Promise<string[]> {
  const { components } = JSON.parse(await Deno.readTextFile(`${app}/sbom.cdx.json`)) as {
    components: { purl: string }[];
  };
  return components.map(({ purl }) => purl).filter((purl) => purl.startsWith("pkg:npm/")).sort();
}

/** The manifest of a package: parts of it have some too, which name nothing that can be installed. */
const isManifest = /\/node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/;
const isBundle = /\/\.image\/.*\.m?js$|\/console-files\/assets\/licences-[^/]+\.txt$/;

/** Bundlers name the file of each module that they take; the file of licences names its packages. */
export function packagesNamedIn(text: string): string[] {
  const modules = text.matchAll(
    /node_modules\/\.deno\/((?:@[^+/]+\+)?[^@/+]+)@([^_/]+)[^/]*\/node_modules\//g,
  );
  const licences = text.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) (\d+\.\d+\.\d+\S*), /gm);
  return [...modules, ...licences].map(([, name = "", version = ""]) =>
    npmUrl({ name: name.replace("+", "/"), version })
  );
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory, isFile } of Deno.readDir(folder)) {
    if (isDirectory) yield* filesBelow(`${folder}/${name}`);
    if (isFile) yield `${folder}/${name}`;
  }
}

/** The size of all files below a folder. */
export async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for await (const path of filesBelow(folder)) bytes += (await Deno.stat(path)).size;
  return bytes;
}
