// `node --import tsx worker/build/main.ts <folder> <entry>...`, from the root: bundles the workflows and the programs, and
// writes `packages.json`, which packages are in each program, for the bill of materials of an image.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundledPackages } from "../../deploy/image/bundled-packages.ts";
import { bundleWorkflows } from "../temporal/workflow-code.ts";
import { bundlePrograms } from "./bundle-programs.ts";

const [folder, ...entries] = process.argv.slice(2);
if (!folder) throw new Error("Name the output folder and the programs.");
const [{ code }, outputs] = await Promise.all([bundleWorkflows(), bundlePrograms(folder, entries)]);
await writeFile(join(folder, "workflows.js"), code);
await writeFile(join(folder, "packages.json"), JSON.stringify(await bundledPackages(outputs)));
