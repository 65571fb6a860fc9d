import { json, type Tx } from "../connect.ts";
import { recordFiles } from "../files.ts";
import type { HeldCall } from "./held-call.ts";
import { completeHosted } from "./hosted-call.ts";
import { isPoisoned, type ModelOutcome, type WrittenEntry } from "./model-outcome.ts";

/** Keeps an entry as the model left it. */
export async function completeEntry(tx: Tx, call: HeldCall, entry: WrittenEntry) {
  if (entry.kind === "hosted") return await completeHosted(tx, entry);
  if (entry.kind === "message") {
    await recordFiles(tx, call, entry.id, entry.files ?? []);
    await tx`update entries set status = 'COMPLETED', content = ${json(tx, entry.content)}
      where id = ${entry.id}`;
  } else if (entry.kind === "handoff") {
    await tx`update entries set status = 'COMPLETED', to_version_id = ${entry.toVersionId}
      where id = ${entry.id}`;
  } else {
    await tx`update calls set arguments = ${json(tx, entry.arguments)} where id = ${entry.id}`;
  }
}

/** Ends the call, and settles the base on what the provider now knows. */
export async function keepOutcome(tx: Tx, call: HeldCall, outcome: ModelOutcome) {
  const { remoteId, tip, inputTokens, outputTokens, estimated } = outcome;
  const poisoned = isPoisoned(outcome.entries);
  await Promise.all([
    tx`update calls set status = 'COMPLETED', ended_at = now(), failure = null,
        outcome = ${
      json(tx, { remoteId, tip })
    }, remote_conversation_id = ${remoteId}, poisoned = ${poisoned},
        input_tokens = input_tokens + ${inputTokens}, output_tokens = output_tokens + ${outputTokens},
        estimated = estimated or ${estimated} where id = ${call.id}`,
    poisoned
      ? tx`update conversations set base_dirty = true where id = ${call.conversationId}`
      : tx`update conversations set base_remote_id = ${remoteId}, base_tip = ${tip}, base_dirty = false,
        base_model = (select model from calls where id = ${call.id}),
        base_version_id = (select nullif(c.version_id, agent_version_id) from calls c where c.id = ${call.id}),
        base_turn = (select number from turns where id = ${call.turnId}), active_at = now()
        where id = ${call.conversationId}`,
  ]);
}
