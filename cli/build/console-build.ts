import { type Build, keyedBuild } from "./keyed-build.ts";

/** The files of the console. Its build program runs on Deno too, so that the image of the API needs no Node to make them. */
const consoleFiles: Build = {
  prefix: "console-",
  sources: ["console", "clients", "protocol", "cli/build", "deploy/image"],
  program: (folder) =>
    Promise.resolve({
      command: Deno.execPath(),
      args: ["run", "-A", "console/build/main.ts", folder],
    }),
};

/** The folder of the console as the current sources have it, built if missing: `index.html` and `assets/`. See `keyedBuild`. */
export const consoleBuild = (root: string) => keyedBuild(consoleFiles, root);
