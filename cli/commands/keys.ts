import { defineCommand } from "../command/define-command.ts";
import { keysArguments, keyTask } from "../keys/arguments.ts";

/** `tramontane keys`. */
export const keys = defineCommand({
  ...keysArguments,
  async run(given) {
    const { runKeyTask } = await import("../keys/keys.ts");
    const { withSql } = await import("../backup/database.ts");
    const { loadConfig } = await import("../config/load-config.ts");
    const { keptSecrets } = await import("../stack/secrets.ts");
    const config = await loadConfig();
    const serverKey = config.authSecret ?? keptSecrets(config.home)?.authSecret;
    if (serverKey === undefined) {
      console.error(
        "AUTH_SECRET is not set, and no start has made one in the state folder. Start once, or set " +
          "the AUTH_SECRET of the API: with another one its keys are not valid.",
      );
      return 1;
    }
    return await withSql(
      config,
      "keys",
      (sql) => runKeyTask(sql, serverKey, keyTask(given), console),
    );
  },
});
