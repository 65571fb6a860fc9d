// `tramontane <command> [arguments]`, and behind it the `deno task` of each command. Imports little: any Deno must be able
// to load it to run the pinned one.
import { isPinnedDeno, runPinnedDeno } from "./start/pinned-deno.ts";

/** Commands that need the pinned Deno. */
const pinned = ["start", "demo", "research", "evals"];

const [name = ""] = Deno.args;
if (pinned.includes(name) && !isPinnedDeno(Deno.version.deno)) {
  Deno.exit(await runPinnedDeno(Deno.version.deno, "cli/main.ts", Deno.args));
}
const { runCommand } = await import("./command/run-command.ts");
Deno.exit(await runCommand(Deno.args));
