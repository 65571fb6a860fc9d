// `deno task restore <folder> [postgres | temporal] [--yes]`: puts a backup back; see docs/operations.md.
import { restore, type Store } from "../backup/backup.ts";
import { here } from "../config/load-config-or-exit.ts";
import { AlreadyRunningError } from "../stack/home-lock.ts";
import { taskCommand } from "../task-command.ts";

const all: readonly Store[] = ["postgres", "temporal"];
const [folder, wanted, ...more] = Deno.args.filter((arg) => arg !== "--yes");
const stores = all.filter((store) => wanted === undefined || wanted === store);
if (!folder || folder.startsWith("-") || stores.length === 0 || more.length > 0) {
  console.error(`usage: ${taskCommand("restore <folder> [postgres | temporal] [--yes]")}`);
  Deno.exit(2);
}
const sure = Deno.args.includes("--yes") || (Deno.stdin.isTerminal() &&
  confirm(`Replace all that is in ${stores.join(" and ")} by the backup in ${folder}?`));
if (!sure) {
  console.error("nothing replaced; `--yes` asks no question");
  Deno.exit(1);
}
try {
  await restore(await here(), folder, stores, console.log);
} catch (error) {
  const words = error instanceof Error ? error.message : error;
  const running = error instanceof AlreadyRunningError;
  console.error(
    running ? `Tramontane runs; \`${taskCommand("stop")}\` first` : `Not put back: ${words}`,
  );
  Deno.exitCode = running ? 3 : 1;
}
