import { actOf } from "../../protocol/audit/act.ts";
import type { CancelledTurn, CancelTurn } from "../../protocol/conversation/commands.ts";
import { isFinal, type Status } from "../../protocol/status.ts";
import { lockConversationOf } from "../conversation/lock-conversation.ts";
import { append } from "../log/append.ts";
import { refuseMissing } from "../refusal.ts";
import { cancelOneTurn } from "../turn/cancel-turns.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Cancels a queued or open turn; the worker that runs it loses its fence. A turn that has ended stays as it is. Refuses:
 * NotFoundError, ConflictError (KEY_REUSED).
 */
export const cancelTurn = defineCommand<CancelTurn, CancelledTurn>(
  "cancelTurn",
  async (tx, caller, { turnId, reason }) => {
    const { tenant, actor } = caller;
    const stream = await lockConversationOf(tx, tenant, "turns", turnId);
    if (!stream) throw refuseMissing("such turn", "turnId");
    const [turn] = await tx<{ status: Status }[]>`select status from turns where id = ${turnId}`;
    if (turn && !isFinal(turn.status)) {
      await append(tx, stream.id, await cancelOneTurn(tx, stream.id, turnId, { actor, reason }));
      await recordAudit(tx, actOf(caller, { action: "turn.cancelled", resource: turnId }));
    }
    return { turnId, conversationId: stream.id };
  },
);
