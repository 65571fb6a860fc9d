// `deno task backup <folder>`: both stores into a new folder, while everything goes on; see docs/operations.md.
import { backup } from "../backup/backup.ts";
import { here } from "../config/load-config-or-exit.ts";
import { taskCommand } from "../task-command.ts";

const [folder, ...more] = Deno.args;
if (!folder || folder.startsWith("-") || more.length > 0) {
  console.error(`usage: ${taskCommand("backup <new folder>")}`);
  Deno.exit(2);
}
try {
  await backup(await here(), folder, console.log);
  console.log(`It is in ${folder}. It holds what was said: keep it as you keep the database.`);
} catch (error) {
  console.error(`There is no finished backup: ${error instanceof Error ? error.message : error}`);
  Deno.exitCode = 1;
}
