// `deno task chaos --trials 1000 --seed 7`: random kills inside a running stack, then a verdict.
import { chaos } from "./chaos.ts";
import { readOptions } from "./options.ts";

const options = readOptions(Deno.args);
if (typeof options === "string") {
  console.error(options);
  Deno.exit(2);
}
const home = await Deno.makeTempDir({ prefix: "tramontane-chaos-" });
const report = await chaos({ ...options, home, say: (line) => console.log(line) });
console.log(JSON.stringify(report, null, 2));
Deno.exit(report.faults.length === 0 ? 0 : 1);
