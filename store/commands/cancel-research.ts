import { actOf } from "../../protocol/audit/act.ts";
import type { CancelledResearch, CancelResearch } from "../../protocol/research/commands.ts";
import { refuseMissing } from "../refusal.ts";
import { endRun } from "../research/end-run.ts";
import { lockRun, retryWhilePhasesChange, stopTurns } from "../research/lock-run.ts";
import { settlePhases } from "../research/settle-phases.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { type Command, defineCommand } from "./define-command.ts";

/** One attempt of `cancelResearch`. */
export const cancelOnce = defineCommand<CancelResearch, CancelledResearch>(
  "cancelResearch",
  async (tx, caller, { researchId, reason }) => {
    const { tenant, actor } = caller;
    const locked = await lockRun(tx, tenant, researchId);
    if (!locked) throw refuseMissing("such research run", "researchId");
    if (locked.run.endedAt) return { researchId };
    await stopTurns(tx, locked, { actor, reason });
    await settlePhases(tx, locked.run);
    await endRun(tx, locked.run, { cancelledBy: actor, reason });
    await recordAudit(tx, actOf(caller, { action: "research.cancelled", resource: researchId }));
    return { researchId };
  },
);

/**
 * Cancels a run: cancels its open turns, settles its phases and ends its stream, in one transaction. A run that has
 * ended stays as it is. Refuses: NotFoundError, ConflictError (KEY_REUSED).
 */
export const cancelResearch: Command<CancelResearch, CancelledResearch, []> = (...args) =>
  retryWhilePhasesChange(() => cancelOnce(...args));
