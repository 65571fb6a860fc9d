import { defineCommand } from "../command/define-command.ts";

/** `tramontane backup`. */
export const backup = defineCommand({
  name: "backup",
  summary: "Copies PostgreSQL and Temporal into a new folder while they run",
  words: "<new folder>",
  maxWords: 1,
  options: {},
  check: ({ words }) => words.length === 0 ? ["the name of the new folder is missing"] : [],
  async run({ words: [folder = ""] }) {
    const { backup } = await import("../backup/backup.ts");
    const { loadConfig } = await import("../config/load-config.ts");
    const config = await loadConfig();
    try {
      await backup(config, folder, console.log);
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) {
        throw new Error(`${folder} exists already; name a new folder`);
      }
      throw new Error(`The backup failed: ${error instanceof Error ? error.message : error}`);
    }
    console.log(
      `The backup is in ${folder}. It contains the text of all conversations: protect it.`,
    );
    return 0;
  },
});
