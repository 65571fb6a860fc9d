import type { Caller } from "../../protocol/caller.ts";
import type { CancelledResearch, CancelResearch } from "../../protocol/research/commands.ts";
import type { Sql } from "../database/sql.ts";
import { once } from "./define-command.ts";
import { refuseMissing } from "../refusal.ts";
import { endRun } from "../research/end-run.ts";
import { lockRun, retryWhilePhasesChange, stopTurns } from "../research/lock-run.ts";
import { settlePhases } from "../research/settle-phases.ts";

/**
 * Stops a run: its open turns are cancelled, its phases settled and its log ended, in one transaction. One that has ended
 * stays as it is. Refuses: NotFoundError, ConflictError (KEY_REUSED).
 */
export function cancelResearch(
  sql: Sql,
  caller: Caller,
  command: CancelResearch,
): Promise<CancelledResearch> {
  const { tenant, actor } = caller;
  const { researchId, reason } = command;
  return retryWhilePhasesChange(() =>
    once(sql, caller, "cancelResearch", command, async (tx) => {
      const locked = await lockRun(tx, tenant, researchId);
      if (!locked) throw refuseMissing("such research run", "researchId");
      if (locked.run.endedAt) return { researchId, conversationIds: [] };
      await stopTurns(tx, locked, { actor, reason });
      await settlePhases(tx, locked.run);
      await endRun(tx, locked.run, { cancelledBy: actor, reason });
      return { researchId, conversationIds: locked.openTurns.map((t) => t.conversationId) };
    })
  );
}
