// `deno task start`. Thin on purpose: it must load under any Deno to hand over to the pinned one.
import { isPinnedDeno, runPinnedDeno } from "../start/pinned-deno.ts";

if (isPinnedDeno(Deno.version.deno)) {
  const { start } = await import("../start/start.ts");
  Deno.exit(await start(Deno.args));
} else {
  Deno.exit(await runPinnedDeno(Deno.version.deno, "start.ts", Deno.args));
}
