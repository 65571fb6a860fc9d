// `deno run -A deploy/image/prune.ts <program>...`, in an image's build: leaves in node_modules what the programs load,
// and of native code what runs on this machine's kind. Never run it in a tree that you work in.
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { type ModuleGraph, packagesOf, packagesOfBundle, prunePackages } from "./prune-packages.ts";

/** Deno tells what a source imports; what esbuild left outside of a bundle is read in the bundle. */
async function packages(program: string): Promise<string[]> {
  if (program.endsWith(".mjs")) return packagesOfBundle(await Deno.readTextFile(program));
  const graph = await runCommand(Deno.execPath(), ["info", "--json", program]);
  return packagesOf(JSON.parse(graph) as ModuleGraph);
}

const roots = new Set((await Promise.all(Deno.args.map(packages))).flat());
const { kept, deleted } = await prunePackages(Deno.cwd(), [...roots]);
console.log(`${kept} packages stay, ${deleted} go; loaded directly: ${[...roots].join(" ")}`);
