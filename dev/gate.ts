// `deno task test [word...]`: the gate. `deno task test types` runs the steps of that name,
// `deno task test store/` the test files under that path.
import { runGate } from "./gate/gate.ts";
import { isPinnedDeno, runPinnedDeno } from "../cli/start/pinned-deno.ts";

if (!isPinnedDeno(Deno.version.deno)) {
  Deno.exit(await runPinnedDeno(Deno.version.deno, "dev/gate.ts", Deno.args));
}
Deno.exit(await runGate(Deno.args));
