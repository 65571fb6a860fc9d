import { deploymentChain } from "../../protocol/audit/audit-event.ts";
import { raiseEpoch } from "../../store/log/epoch.ts";
import type { Sql } from "../../store/mod.ts";
import { auditArguments, pruneTime } from "../audit/arguments.ts";
import { exportAudit, pruneAudit, verifyAudit } from "../audit/audit.ts";
import { parseArguments } from "../command/parse-arguments.ts";
import { keysArguments, keyTask } from "../keys/arguments.ts";
import { runKeyTask } from "../keys/keys.ts";
import { quotasArguments, quotaTask } from "../quotas/arguments.ts";
import { runQuotaTask } from "../quotas/quotas.ts";

/** What a task works with. */
export interface Place {
  sql: Sql;
  /** AUTH_SECRET; null: it is not set. */
  authSecret: string | null;
  out: Pick<Console, "log" | "error">;
}

/** A task that needs the database alone; answers its exit code. */
export type Task = (args: readonly string[], place: Place) => Promise<number>;

/** Those of `deno task` of the same names, for where only the images are. */
export const tasks: Readonly<Record<string, Task>> = {
  keys: async (args, { sql, authSecret, out }) => {
    const given = parseArguments(keysArguments, args);
    if (authSecret !== null) return await runKeyTask(sql, authSecret, keyTask(given), out);
    out.error(
      "AUTH_SECRET is not set: set that of the API. With another one its keys are not valid.",
    );
    return 1;
  },
  quotas: async (args, { sql, out }) => {
    const given = parseArguments(quotasArguments, args);
    await runQuotaTask(sql, quotaTask(given), out.log);
    return 0;
  },
  audit: async (args, { sql, out }) => {
    const { words: [what], values } = parseArguments(auditArguments, args);
    const chain = values.deployment ? deploymentChain : values.tenant;
    if (what === "verify") return await verifyAudit(sql, chain, out);
    if (what === "export") {
      await exportAudit(sql, chain, values.after, out.log);
      return 0;
    }
    const until = pruneTime(values.before, null, Date.now());
    if (until !== null) return await pruneAudit(sql, chain, until, out);
    out.error("Say --before: without it events are kept for ever.");
    return 2;
  },
  "raise-epoch": async (_, { sql, out }) => {
    out.log(`The log's epoch is now ${await raiseEpoch(sql)}: older cursors are refused.`);
    return 0;
  },
};
