// `node --import tsx worker/build/main.ts <folder> <entry>...`, from the root: writes what `deno task build` is for.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleWorkflows } from "../temporal/workflow-code.ts";
import { bundlePrograms } from "./bundle-programs.ts";

const [folder, ...entries] = process.argv.slice(2);
if (!folder) throw new Error("Say which folder to build into, and which programs.");
const [{ code }] = await Promise.all([bundleWorkflows(), bundlePrograms(folder, entries)]);
await writeFile(join(folder, "workflows.js"), code);
