import { json, sanitizedText, type Tx } from "../connect.ts";
import { recordFiles } from "../files.ts";
import type { HeldCall } from "./held-call.ts";
import { completeHosted } from "./hosted-call.ts";
import { charged } from "../budget/charge.ts";
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
    const { remoteToolCallId: id = null, tool } = entry;
    await tx`update calls set arguments = ${json(tx, entry.arguments)},
        remote_tool_call_id = coalesce(${id}, remote_tool_call_id),
        server = coalesce(${named(tool?.server)}, server), name = coalesce(${
      named(tool?.name)
    }, name)
      where id = ${entry.id}`;
  }
}

const named = (name: string | undefined) => name === undefined ? null : sanitizedText(name);

/** Ends the call, and settles the base on what the provider now knows. */
export async function keepOutcome(tx: Tx, call: HeldCall, outcome: ModelOutcome) {
  const { checkpoint } = outcome;
  const remoteId = checkpoint?.remoteId ?? null;
  const poisoned = isPoisoned(outcome.entries);
  await Promise.all([
    tx`update calls set status = 'COMPLETED', ended_at = now(), failure = null,
        outcome = ${
      json(tx, { remoteId, tip: checkpoint?.tip ?? null })
    }, remote_conversation_id = coalesce(${remoteId}, remote_conversation_id), poisoned = ${poisoned},
        ${charged(tx, outcome.used)} where id = ${call.id}`,
    poisoned
      ? tx`update conversations set base_dirty = true where id = ${call.conversationId}`
      : checkpoint === null
      ? tx`update conversations set base_remote_id = null, base_tip = null, base_model = null, base_turn = 0,
        base_dirty = false, active_at = now() where id = ${call.conversationId}`
      : tx`update conversations set base_remote_id = ${remoteId}, base_tip = ${checkpoint.tip}, base_dirty = false,
        base_model = (select model from calls where id = ${call.id}),
        base_version_id = (select nullif(c.version_id, agent_version_id) from calls c where c.id = ${call.id}),
        base_turn = (select number from turns where id = ${call.turnId}), active_at = now()
        where id = ${call.conversationId}`,
  ]);
}
