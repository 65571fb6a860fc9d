import { ownNode } from "../stack/node/find-node.ts";
import { type Build, existingFolder, keyedBuild, replaceBuild } from "./keyed-build.ts";

const entries = [
  "worker/main.ts",
  "worker/migrate/main.ts",
  "sandbox/main.ts",
  "validation/thread.ts",
  "cli/operator/main.ts",
];

/** The programs that Node runs. */
const nodePrograms: Build = {
  prefix: "",
  sources: [
    "worker",
    "protocol",
    "validation",
    "store",
    "telemetry",
    "sandbox",
    "cli/build",
    ...["cli/operator", "cli/keys", "cli/quotas", "cli/audit", "cli/command"],
    "deploy/image",
  ],
  program: async (folder) => ({
    command: (await ownNode()).path,
    args: ["--import", "tsx", "worker/build/main.ts", folder, ...entries],
  }),
};

/** The folder of the build of the current sources; undefined without one. */
export const existingBuild = (root: string) => existingFolder(nodePrograms, root);

/**
 * The folder of the build of the current sources, built if missing: `worker/main.mjs`, `worker/migrate/main.mjs`,
 * `sandbox/main.mjs`, `validation/thread.mjs`, `cli/operator/main.mjs` and `workflows.js`. See `keyedBuild`.
 */
export const nodeBuild = (root: string) => keyedBuild(nodePrograms, root);

/** Builds the sources into a folder and replaces its content. Node must find the packages from it. */
export const buildInto = (root: string, target: string) => replaceBuild(nodePrograms, root, target);
