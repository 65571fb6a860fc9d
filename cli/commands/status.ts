// `deno task status`: what runs, where, and whether it is ready. Exit code 0 when all is ready.
import { here } from "../config/load-config-or-exit.ts";
import { requireKnownArguments } from "../options/known-arguments.ts";
import { readRunFile } from "../run-file.ts";
import { statusLines } from "../status/lines.ts";
import { readiness, unreadyNow } from "../status/readiness.ts";
import { textStyle } from "../terminal/text-style.ts";
import { taskCommand } from "../task-command.ts";

requireKnownArguments("status");
const { home } = await here();
const run = await readRunFile(home);
if (!run) {
  console.log(`nothing runs (state ${home}); \`${taskCommand("start")}\` starts it`);
  Deno.exit(3);
}
const [api, unready] = await Promise.all([
  readiness(run.urls.graphql),
  unreadyNow(run.processes),
]);
const look = textStyle(Deno.stdout.isTerminal(), Deno.noColor);
console.log(statusLines(look, run, api, new Date(), unready).join("\n"));
const all = api.ready && unready.size === 0 &&
  run.processes.every(({ state }) => state === "ready");
Deno.exit(all ? 0 : 1);
