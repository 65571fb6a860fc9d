import { defineCommand } from "../command/define-command.ts";
import type { Store } from "../backup/backup.ts";

const all: readonly Store[] = ["postgres", "temporal"];

/** `tramontane restore`. */
export const restore = defineCommand({
  name: "restore",
  summary: "Restores PostgreSQL, Temporal or both from a backup, while nothing runs",
  words: "<folder> [postgres | temporal]",
  maxWords: 2,
  options: { yes: { type: "flag", description: "ask no question" } },
  check: ({ words: [folder, store] }) => [
    ...(folder ? [] : ["the folder is missing"]),
    ...(store === undefined || all.some((one) => one === store)
      ? []
      : [`${store} is not a store; use postgres or temporal`]),
  ],
  async run({ values, words: [folder = "", store] }) {
    const { restore } = await import("../backup/backup.ts");
    const { loadConfig } = await import("../config/load-config.ts");
    const { AlreadyRunningError } = await import("../stack/home-lock.ts");
    const stores = all.filter((one) => store === undefined || one === store);
    if (!await isFolder(folder)) throw new Error(`there is no backup in ${folder}`);
    const question = `Replace all data of ${stores.join(" and ")} with the backup in ${folder}?`;
    if (!values.yes && !(Deno.stdin.isTerminal() && confirm(question))) {
      console.error("nothing was replaced; `--yes` restores without a question");
      return 1;
    }
    const config = await loadConfig();
    try {
      await restore(config, folder, stores, console.log);
    } catch (error) {
      if (error instanceof AlreadyRunningError) throw error;
      throw new Error(`The restore failed: ${error instanceof Error ? error.message : error}`);
    }
    return 0;
  },
});

async function isFolder(path: string): Promise<boolean> {
  return (await Deno.stat(path).catch(() => undefined))?.isDirectory ?? false;
}
