// `deno task demo`. Thin on purpose: it must load under any Deno to hand over to the pinned one.
import { isPinnedDeno, runPinnedDeno } from "../start/pinned-deno.ts";

if (isPinnedDeno(Deno.version.deno)) {
  const { requireKnownArguments } = await import("../options/known-arguments.ts");
  requireKnownArguments("demo");
  const { demo } = await import("../demo/demo.ts");
  Deno.exit(await demo());
} else {
  Deno.exit(await runPinnedDeno(Deno.version.deno, "demo.ts", Deno.args));
}
