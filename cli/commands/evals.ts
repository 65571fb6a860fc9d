// `deno task evals`: scores research reports, stored or made anew, against `evals/*.yaml`. Starts nothing.
import { isPinnedDeno, runPinnedDeno } from "../start/pinned-deno.ts";

if (isPinnedDeno(Deno.version.deno)) {
  const { main } = await import("../evals/main.ts");
  Deno.exit(await main(Deno.args));
} else {
  Deno.exit(await runPinnedDeno(Deno.version.deno, "evals.ts", Deno.args));
}
