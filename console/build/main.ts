// `deno run -A console/build/main.ts <folder>`, from the root; also on Node with tsx: builds the console into the folder.
import { mkdir, writeFile } from "node:fs/promises";
import process from "node:process";
import { buildConsole } from "./build-console.ts";

const [, , folder] = process.argv;
if (!folder) throw new Error("Name the output folder.");
const { files } = await buildConsole();
await mkdir(`${folder}/assets`, { recursive: true });
for (const [path, text] of files) await writeFile(`${folder}/${path}`, text);
