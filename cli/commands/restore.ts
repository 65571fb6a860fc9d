import { defineCommand } from "../command/define-command.ts";
import type { Store } from "../backup/backup.ts";

const all: readonly Store[] = ["postgres", "temporal"];

/** `tramontane restore`. */
export const restore = defineCommand({
  name: "restore",
  summary: "Replaces PostgreSQL, Temporal or both by a backup, while nothing runs",
  words: "<folder> [postgres | temporal]",
  maxWords: 2,
  options: { yes: { type: "flag", description: "ask no question" } },
  check: ({ words: [folder, store] }) => [
    ...(folder ? [] : ["the folder is missing"]),
    ...(store === undefined || all.some((one) => one === store)
      ? []
      : [`${store} is not a store: postgres or temporal`]),
  ],
  async run({ values, words: [folder = "", store] }) {
    const { restore } = await import("../backup/backup.ts");
    const { loadConfig } = await import("../config/load-config.ts");
    const { AlreadyRunningError } = await import("../stack/home-lock.ts");
    const stores = all.filter((one) => store === undefined || one === store);
    const question = `Replace all data of ${stores.join(" and ")} by the backup in ${folder}?`;
    if (!values.yes && !(Deno.stdin.isTerminal() && confirm(question))) {
      console.error("nothing replaced; `--yes` asks no question");
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
