// `deno task test`: the gate. See `usage` in gate/options.ts.
import { isPinnedDeno, runPinnedDeno } from "../cli/start/pinned-deno.ts";
import { gateFolder } from "./gate/folder.ts";
import { runGate } from "./gate/gate.ts";
import { readGateOptions, usage } from "./gate/options.ts";

if (!isPinnedDeno(Deno.version.deno)) {
  Deno.exit(await runPinnedDeno(Deno.version.deno, "dev/gate.ts", Deno.args));
}
Deno.exit(await runGate(options()));

function options() {
  try {
    return readGateOptions(Deno.args, gateFolder);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n${usage}`);
    Deno.exit(2);
  }
}
