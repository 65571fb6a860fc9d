// `deno run -A console/build/main.ts <folder> [packages.json]`, from the root; also on Node with tsx: builds the console into
// the folder, and writes what packages are in it into the file, with paths relative to it, for the bill of materials of an image.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { bundledPackages } from "../../deploy/image/bundled-packages.ts";
import { buildConsole } from "./build-console.ts";

const [, , folder, packages] = process.argv;
if (!folder) throw new Error("Name the output folder.");
const { files, outputs } = await buildConsole();
await mkdir(`${folder}/assets`, { recursive: true });
for (const [path, text] of files) await writeFile(`${folder}/${path}`, text);
if (packages) {
  const at = relative(dirname(packages), folder);
  const named = Object.entries(await bundledPackages(outputs)).map((
    [file, found],
  ) => [join(at, file), found]);
  await writeFile(packages, JSON.stringify(Object.fromEntries(named)));
}
