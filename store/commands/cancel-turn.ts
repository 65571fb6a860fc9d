import type { Caller } from "../../protocol/caller.ts";
import type { CancelledTurn, CancelTurn } from "../../protocol/conversation/commands.ts";
import { isFinal, type Status } from "../../protocol/status.ts";
import { append, lockStream } from "../log/append.ts";
import { cancelOneTurn } from "../turn/cancel-turns.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { once } from "./define-command.ts";
import { refuseMissing } from "../refusal.ts";

/**
 * Stops a turn, running or waiting, in the mutation's own transaction; the worker at it is fenced out. One that has
 * ended stays as it is. Refuses: NotFoundError, ConflictError (KEY_REUSED).
 */
export function cancelTurn(sql: Sql, caller: Caller, command: CancelTurn): Promise<CancelledTurn> {
  const { tenant, actor } = caller;
  return once(sql, caller, "cancelTurn", command, async (tx) => {
    const { turnId, reason } = command;
    const conversationId = await conversationOf(tx, tenant, turnId);
    const stream = conversationId && await lockStream(tx, tenant, conversationId);
    if (!stream) throw refuseMissing("such turn", "turnId");
    const [turn] = await tx<{ status: Status }[]>`select status from turns where id = ${turnId}`;
    if (turn && !isFinal(turn.status)) {
      await append(tx, stream.id, await cancelOneTurn(tx, stream.id, turnId, { actor, reason }));
    }
    return { turnId, conversationId: stream.id };
  });
}

async function conversationOf(tx: Tx, tenant: string, turnId: string): Promise<string | undefined> {
  const [row] = await tx<{ conversationId: string }[]>`
    select conversation_id from turns where id = ${turnId} and tenant = ${tenant}`;
  return row?.conversationId;
}
