// `deno run -A deploy/image/prune.ts [--built <folder>] <program>...`, in the build of an image: deletes from node_modules
// the packages that the programs do not load, and native code for other platforms; with `--built` also the files of that
// build that they do not import. Do not run it in a working tree.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  filesOfBundle,
  type ModuleGraph,
  packagesOf,
  packagesOfBundle,
  pruneBuild,
  prunePackages,
} from "./prune-packages.ts";

/** Built files that the programs import, and the programs themselves. */
const seen = new Set<string>();

/** The packages that a bundle imports, and those of the files that it imports. */
async function bundled(path: string): Promise<string[]> {
  if (seen.has(path)) return [];
  seen.add(path);
  const text = await Deno.readTextFile(path);
  const found = packagesOfBundle(text);
  for (const file of filesOfBundle(text)) {
    found.push(...await bundled(resolve(path, "..", file)));
  }
  return found;
}

/** The imports of a source by `deno info`, or the packages that a bundle imports. */
async function packages(program: string): Promise<string[]> {
  if (program.endsWith(".mjs")) return await bundled(resolve(program));
  const info = new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", program],
    stderr: "inherit",
  });
  const { success, stdout } = await info.output();
  if (!success) throw new Error(`deno info ${program} failed`);
  return packagesOf(JSON.parse(new TextDecoder().decode(stdout)) as ModuleGraph);
}

const { values: { built }, positionals } = parseArgs({
  options: { built: { type: "string" } },
  allowPositionals: true,
});
const roots = new Set((await Promise.all(positionals.map(packages))).flat());
const { kept, deleted } = await prunePackages(Deno.cwd(), [...roots]);
console.log(`${kept} packages stay, ${deleted} go; loaded directly: ${[...roots].join(" ")}`);
if (built) await pruneBuild(resolve(built), seen);
