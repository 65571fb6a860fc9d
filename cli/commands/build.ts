import { resolve } from "node:path";
import { defineCommand } from "../command/define-command.ts";

/** `tramontane build`. */
export const build = defineCommand({
  name: "build",
  summary: "Builds the Node programs, as a start does itself, and prints where they are",
  words: "[folder]",
  maxWords: 1,
  options: {},
  notes: "Images give a folder inside the source tree, and run\n" +
    "`node <folder>/worker/main.mjs` with WORKFLOW_BUNDLE.",
  async run({ words: [given] }) {
    const { buildInto, nodeBuild } = await import("../build/node-build.ts");
    const { repositoryRoot } = await import("../stack/paths.ts");
    const folder = given === undefined ? await nodeBuild(repositoryRoot) : resolve(given);
    if (given !== undefined) await buildInto(repositoryRoot, folder);
    console.log(folder);
    return 0;
  },
});
