// `deno task test [word...]`: the gate; with words, only the steps whose name holds one of them.
import { runGate } from "./gate/gate.ts";
import { handOver, isPinnedDeno } from "./start/hand-over.ts";

if (!isPinnedDeno(Deno.version.deno)) {
  Deno.exit(await handOver(Deno.version.deno, "gate.ts", Deno.args));
}
Deno.exit(await runGate(Deno.args));
