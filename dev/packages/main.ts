// `deno task packages --out <folder>`: the packages of `clients/` as tarballs. With --list, it also writes down their files.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { packPackages, writeList } from "./pack.ts";

const { values: { out, list } } = parseArgs({
  options: { out: { type: "string" }, list: { type: "boolean" } },
});
if (!out) {
  console.error("deno task packages --out <folder> [--list]");
  Deno.exit(2);
}
for (const tarball of await packPackages(resolve(out))) {
  if (list) await writeList(tarball);
  console.log(`${tarball.path}  ${(tarball.size / 1000).toFixed(1)} kB`);
}
