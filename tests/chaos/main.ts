// `deno task chaos --trials 1000 --seed 7`: random faults in a running stack, then a report.
import { readOptions } from "./options.ts";
import { runChaos } from "./run-chaos.ts";

const options = readOptions(Deno.args);
if (typeof options === "string") {
  console.error(options);
  Deno.exit(2);
}
const home = await Deno.makeTempDir({ prefix: "tramontane-chaos-" });
const report = await runChaos({ ...options, home, print: (line) => console.log(line) });
console.log(JSON.stringify(report, null, 2));
Deno.exit(report.faults.length === 0 ? 0 : 1);
