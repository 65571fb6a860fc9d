// `deno task reset [--yes]`: deletes the state folder with every conversation in it.
import { here } from "../config/load-config-or-exit.ts";
import { requireKnownArguments } from "../options/known-arguments.ts";
import { AlreadyRunningError } from "../stack/home-lock.ts";
import { removeHome } from "../stack/remove-home.ts";
import { taskCommand } from "../task-command.ts";

requireKnownArguments("reset", ["--yes"]);
const { home } = await here();
const sure = Deno.args.includes("--yes") ||
  (Deno.stdin.isTerminal() && confirm(`Delete ${home} with every agent and conversation in it?`));
if (!sure) {
  console.error(`nothing deleted; \`${taskCommand("reset --yes")}\` asks no question`);
  Deno.exit(1);
}
try {
  await removeHome(home);
  console.log(`deleted ${home}`);
} catch (error) {
  if (error instanceof Deno.errors.NotFound) {
    console.log(`there is no ${home}`);
  } else if (error instanceof AlreadyRunningError) {
    console.error(`Tramontane runs; \`${taskCommand("stop")}\` first`);
    Deno.exit(3);
  } else throw error;
}
