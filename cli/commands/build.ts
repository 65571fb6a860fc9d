// `deno task build [folder]`: builds what Node runs, as a start does by itself, and says where it is. Images give a folder
// of their own, below the tree, and run `node --enable-source-maps <folder>/worker/main.mjs` with WORKFLOW_BUNDLE.
import { resolve } from "node:path";
import { buildInto, nodeBuild } from "../build/node-build.ts";
import { repositoryRoot } from "../stack/paths.ts";

const [folder] = Deno.args;
const place = folder === undefined ? await nodeBuild(repositoryRoot) : resolve(folder);
if (folder !== undefined) await buildInto(repositoryRoot, place);
console.log(place);
