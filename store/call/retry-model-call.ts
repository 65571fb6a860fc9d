import type { Failure } from "../../protocol/status.ts";
import { json, type Sql, type Tx } from "../database/sql.ts";
import { stepEvent } from "../log/events.ts";
import { charged, chargedLost } from "../budget/charge.ts";
import { dropCheckpoint } from "../conversation/checkpoint.ts";
import { ratesNow } from "../budget/prices.ts";
import { discardOpenEntries } from "./discard-entries.ts";
import { failTurn } from "../turn/fail-turn.ts";
import { type ClaimedCall, runWhileClaimed } from "./claimed-call.ts";
import type { UsedTokens } from "./model-outcome.ts";

/** Outcome of an attempt that another one follows. */
export interface ModelRetry {
  failure: Failure;
  retryAt: Date;
  /** The provider may have accepted the request: read its history before sending again. */
  consumed: boolean;
  /** Usage of an answer that was complete and rejected, which was paid for. */
  refused?: UsedTokens;
  /** If not consumed: whether the id of a remote conversation that an earlier request created is still unknown. */
  remoteConversationUnknown: boolean;
  /** False if it only waited, as for a lock: then it counts no attempt. */
  counts: boolean;
  /** The provider no longer accepts the checkpoint: the next attempt starts and replays the whole history. */
  replayAll?: boolean;
  /** The model that the next attempt calls instead, with attempts of its own. */
  fallback?: string;
}

/** Records a failed attempt and discards what it wrote; the next one follows at `retryAt`. Throws FencedError. */
export async function retryModelCall(
  sql: Sql,
  call: ClaimedCall,
  retry: ModelRetry,
): Promise<void> {
  const { failure, retryAt, consumed, remoteConversationUnknown, counts, fallback } = retry;
  await runWhileClaimed(sql, call, async (tx) => {
    await tx`update calls set status = 'WAITING', retry_at = ${retryAt}, failure = ${
      json(tx, failure)
    }, maybe_sent = maybe_sent or ${consumed}, remote_conversation_unknown = remote_conversation_unknown and ${
      consumed || remoteConversationUnknown
    },
      ${consumed ? tx`${chargedLost(tx, retry.refused)},` : tx``}
      attempts = attempts - ${counts ? 0 : 1} where id = ${call.id}`;
    if (retry.replayAll) await dropCheckpoint(tx, call);
    if (fallback) await switchModel(tx, call.id, fallback);
    const discarded = await discardOpenEntries(tx, call);
    const note = fallback && `${fallback} is asked instead.`;
    const more = { failure, retryAt: retryAt.toISOString(), ...(note && { note }) };
    const waiting = stepEvent(call, "WAITING", more);
    return { events: [...discarded, waiting] };
  });
}

/** Another model's agent has no checkpoint, so the call is recorded again. Tokens used so far keep their price. */
async function switchModel(tx: Tx, callId: string, fallback: string) {
  const { input, output } = ratesNow(fallback) ?? { input: 0, output: 0 };
  await tx`update calls set model = ${fallback}, earlier_attempts = attempts, input_hash = null,
      maybe_sent = false, remote_conversation_unknown = false, remote_conversation_id = null,
      earlier_cost_nanos = coalesce(input_tokens * (input_rate - ${input}) + output_tokens * (output_rate - ${output}), 0)
    where id = ${callId}`;
}

/**
 * Records a final failure, which ends the turn. `refused`: the usage of an answer that could not be read. Throws
 * FencedError.
 */
export async function failModelCall(
  sql: Sql,
  call: ClaimedCall,
  failure: Failure,
  refused?: UsedTokens,
): Promise<void> {
  await runWhileClaimed(sql, call, async (tx) => {
    if (refused) await tx`update calls set ${charged(tx, refused)} where id = ${call.id}`;
    return { events: await failTurn(tx, call.conversationId, call.turnId, failure) };
  });
}
