// `node --import tsx console/build/main.ts <folder>`, from the root: builds the console.
import { buildConsole } from "./build-console.ts";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("Name the output folder.");
await buildConsole(folder);
