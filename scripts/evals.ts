// `deno task evals`: scores research reports, stored or made anew, against `evals/*.yaml`. Starts nothing.
import { handOver, isPinnedDeno } from "./start/hand-over.ts";

if (isPinnedDeno(Deno.version.deno)) {
  const { main } = await import("./evals/main.ts");
  Deno.exit(await main(Deno.args));
} else {
  Deno.exit(await handOver(Deno.version.deno, "evals.ts", Deno.args));
}
