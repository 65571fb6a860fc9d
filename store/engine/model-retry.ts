import type { Failure } from "../../protocol/status.ts";
import { json, type Sql, type Tx } from "../connect.ts";
import { stepFact } from "../facts.ts";
import { charged, chargedLost } from "../budget/charge.ts";
import { dropBase } from "./base.ts";
import { ratesNow } from "../prices.ts";
import { discardOpenEntries } from "./discard.ts";
import { failTurn } from "./fail-turn.ts";
import { type HeldCall, whileHeld } from "./held-call.ts";
import type { UsedTokens } from "./model-outcome.ts";

/** How an attempt ended that another follows. */
export interface ModelRetry {
  failure: Failure;
  retryAt: Date;
  /** The provider may have taken the request: look before sending again. */
  consumed: boolean;
  /** What its answer used, where that came to its end and was not taken: it was paid. */
  refused?: UsedTokens;
  /** Not consumed: whether an earlier request that made a remote conversation is still unnamed. */
  blind: boolean;
  /** False when it only waited, as for a lock: it counts no attempt. */
  counts: boolean;
  /** The provider has no use for the base any more: the next attempt tells all and starts anew. */
  anew?: boolean;
  /** Whom the next attempt asks instead, with attempts of its own. */
  fallback?: string;
}

/** An attempt ended and another follows at `retryAt`: what it wrote is void at once. Throws FencedError. */
export async function retryModelCall(sql: Sql, call: HeldCall, retry: ModelRetry): Promise<void> {
  const { failure, retryAt, consumed, blind, counts, fallback } = retry;
  await whileHeld(sql, call, async (tx) => {
    await tx`update calls set status = 'WAITING', retry_at = ${retryAt}, failure = ${
      json(tx, failure)
    }, suspect = suspect or ${consumed}, blind = blind and ${consumed || blind},
      ${consumed ? tx`${chargedLost(tx, retry.refused)},` : tx``}
      attempts = attempts - ${counts ? 0 : 1} where id = ${call.id}`;
    if (retry.anew) await dropBase(tx, call);
    if (fallback) await switchModel(tx, call.id, fallback);
    const voided = await discardOpenEntries(tx, call);
    const note = fallback && `${fallback} is asked instead.`;
    const more = { failure, retryAt: retryAt.toISOString(), ...(note && { note }) };
    const waiting = stepFact(call, "WAITING", more);
    return { facts: [...voided, waiting] };
  });
}

/** What one model's agent holds is no base for another's: the call is recorded anew. What was used keeps its price. */
async function switchModel(tx: Tx, callId: string, fallback: string) {
  const { input, output } = ratesNow(fallback) ?? { input: 0, output: 0 };
  await tx`update calls set model = ${fallback}, earlier_attempts = attempts, input_hash = null,
      suspect = false, blind = false, remote_conversation_id = null,
      earlier_nanos = coalesce(input_tokens * (input_rate - ${input}) + output_tokens * (output_rate - ${output}), 0)
    where id = ${callId}`;
}

/**
 * An attempt failed for good, and with it the turn. `refused`: the usage of its answer where that could not be read.
 * Throws FencedError.
 */
export async function failModelCall(
  sql: Sql,
  call: HeldCall,
  failure: Failure,
  refused?: UsedTokens,
): Promise<void> {
  await whileHeld(sql, call, async (tx) => {
    if (refused) await tx`update calls set ${charged(tx, refused)} where id = ${call.id}`;
    return { facts: await failTurn(tx, call.conversationId, call.turnId, failure) };
  });
}
