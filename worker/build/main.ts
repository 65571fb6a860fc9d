// `node --import tsx worker/build/main.ts <folder> <entry>...`, from the root: bundles the workflows and the programs.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleWorkflows } from "../temporal/workflow-code.ts";
import { bundlePrograms } from "./bundle-programs.ts";

const [folder, ...entries] = process.argv.slice(2);
if (!folder) throw new Error("Name the output folder and the programs.");
const [{ code }] = await Promise.all([bundleWorkflows(), bundlePrograms(folder, entries)]);
await writeFile(join(folder, "workflows.js"), code);
