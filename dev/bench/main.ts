// `deno task bench [name ...] [option ...]`: starts a stack for each benchmark and prints tables as Markdown. Nothing else
// should run on the machine. Benches marked `named` take minutes and run only when named. Options: see `options.ts`.
// `deno task bench compare <git ref> [name ...] [option ...]` runs them on another commit, too.
import { benches } from "./benches.ts";
import { compare } from "./compare/compare.ts";
import { readOptions } from "./options.ts";

const { names, options, given } = readOptions(Deno.args);
if (names[0] === "compare") {
  console.log(await compare(names.slice(1), given, options.rounds));
  Deno.exit();
}
const wanted = names.length > 0
  ? names
  : Object.keys(benches).filter((name) => !benches[name]?.named);
const unknown = wanted.filter((name) => !benches[name]);
if (unknown.length > 0) {
  throw new Error(`there is no bench ${unknown}: ${Object.keys(benches).join(", ")}`);
}

console.log(
  `Deno ${Deno.version.deno}, ${navigator.hardwareConcurrency} processors, ${Deno.build.os} ${Deno.build.arch}\n`,
);
for (const name of wanted) console.log(`## ${name}\n\n${await benches[name]?.run(options)}\n`);
