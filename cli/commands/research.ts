// `deno task research "How is NVDA doing against AMD?"`: a research run, seen while it is made. Starts nothing.
// Thin on purpose: it must load under any Deno to hand over to the pinned one.
import { isPinnedDeno, runPinnedDeno } from "../start/pinned-deno.ts";

if (isPinnedDeno(Deno.version.deno)) {
  const { main } = await import("../research/main.ts");
  Deno.exit(await main(Deno.args));
} else {
  Deno.exit(await runPinnedDeno(Deno.version.deno, "research.ts", Deno.args));
}
