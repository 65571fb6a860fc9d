import { resolve } from "node:path";
import { defineCommand } from "../command/define-command.ts";

/** `tramontane build`. */
export const build = defineCommand({
  name: "build",
  summary:
    "Builds the Node programs and the console, as a start does itself, and prints where they are",
  words: "[folder]",
  maxWords: 1,
  options: {},
  notes: "Images give a folder inside the source tree, for the Node programs alone, and run\n" +
    "`node <folder>/worker/main.mjs` with WORKFLOW_BUNDLE.",
  async run({ words: [given] }) {
    const { buildInto, nodeBuild } = await import("../build/node-build.ts");
    const { consoleBuild } = await import("../build/console-build.ts");
    const { repositoryRoot } = await import("../stack/paths.ts");
    if (given !== undefined) await buildInto(repositoryRoot, resolve(given));
    const folders = given === undefined
      ? await Promise.all([nodeBuild, consoleBuild].map((build) => build(repositoryRoot)))
      : [resolve(given)];
    for (const folder of folders) console.log(folder);
    return 0;
  },
});
