// `deno run --node-modules-dir=none -A deploy/image/sbom.ts <image> deno|node [packages.json]...`, in the build of an image:
// writes what is in the image to `sbom.cdx.json`. The files name the packages of built files, by their paths next to them.
import { dirname } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { billOfMaterials } from "./bill-of-materials.ts";
import type { PackageManifest } from "./bundled-packages.ts";
import { installedPackages } from "./installed-packages.ts";

type Bundled = Record<string, PackageManifest[]>;

/** The packages in those built files that the image still has. */
async function bundledIn(path: string): Promise<PackageManifest[]> {
  const files = JSON.parse(await Deno.readTextFile(path)) as Bundled;
  const folder = dirname(path);
  const there = async (file: string) =>
    await Deno.stat(`${folder}/${file}`).then(() => true, () => false);
  const found = await Promise.all(
    Object.entries(files).map(async ([file, packages]) => await there(file) ? packages : []),
  );
  return found.flat();
}

async function versionOf(program: string): Promise<string> {
  const { stdout } = await new Deno.Command(program, { args: ["--version"] }).output();
  const [version] = /\d+\.\d+\.\d+/.exec(new TextDecoder().decode(stdout)) ?? [];
  if (!version) throw new Error(`${program} has no version`);
  return version;
}

const [name = "", runtime, ...bundles] = Deno.args;
if (runtime !== "deno" && runtime !== "node") throw new Error("Name the image, and deno or node.");
const text = billOfMaterials({
  name,
  version: manifest.version,
  runtime: { name: runtime, version: await versionOf(runtime) },
  installed: await installedPackages(Deno.cwd()),
  bundled: (await Promise.all(bundles.map(bundledIn))).flat(),
});
await Deno.writeTextFile("sbom.cdx.json", `${text}\n`);
