// `deno task demo`. Thin on purpose: it must load under any Deno to hand over to the pinned one.
import { handOver, isPinnedDeno } from "./start/hand-over.ts";

if (isPinnedDeno(Deno.version.deno)) {
  const { requireKnownArguments } = await import("./known-arguments.ts");
  requireKnownArguments("demo");
  const { demo } = await import("./demo/demo.ts");
  Deno.exit(await demo());
} else {
  Deno.exit(await handOver(Deno.version.deno, "demo.ts", Deno.args));
}
