import type { Caller } from "../../protocol/commands.ts";
import type { CancelledResearch, CancelResearch } from "../../protocol/research/commands.ts";
import type { Sql } from "../connect.ts";
import { once } from "../idempotency.ts";
import { refuseMissing } from "../refusal.ts";
import { endRun } from "./end-run.ts";
import { holdRun, stopTurns, whilePhasesMove } from "./hold-run.ts";
import { settlePhases } from "./settle-phases.ts";

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
  return whilePhasesMove(() =>
    once(sql, caller, "cancelResearch", command, async (tx) => {
      const held = await holdRun(tx, tenant, researchId);
      if (!held) throw refuseMissing("such research run", "researchId");
      if (held.run.endedAt) return { researchId, conversationIds: [] };
      await stopTurns(tx, held, { actor, reason });
      await settlePhases(tx, held.run);
      await endRun(tx, held.run, { cancelledBy: actor, reason });
      return { researchId, conversationIds: held.openTurns.map((t) => t.conversationId) };
    })
  );
}
