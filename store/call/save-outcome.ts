import { noCheckpoint } from "../conversation/checkpoint.ts";
import { json, sanitizedText, type Tx } from "../database/sql.ts";
import { recordFiles } from "../file/files.ts";
import type { ClaimedCall } from "./claimed-call.ts";
import { completeHosted } from "./hosted-call.ts";
import { charged } from "../budget/charge.ts";
import { hasMalformedArguments, type ModelOutcome, type WrittenEntry } from "./model-outcome.ts";

/** Completes an entry as the model wrote it. */
export async function completeEntry(tx: Tx, call: ClaimedCall, entry: WrittenEntry) {
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

/** Ends the call, and moves the checkpoint to what the provider has now. */
export async function saveModelOutcome(tx: Tx, call: ClaimedCall, outcome: ModelOutcome) {
  const { checkpoint } = outcome;
  const remoteId = checkpoint?.remoteId ?? null;
  const malformedArguments = hasMalformedArguments(outcome.entries);
  await Promise.all([
    tx`update calls set status = 'COMPLETED', ended_at = now(), failure = null,
        checkpoint = ${
      json(tx, { remoteId, lastEntryId: checkpoint?.lastEntryId ?? null })
    }, remote_conversation_id = coalesce(${remoteId}, remote_conversation_id), malformed_arguments = ${malformedArguments},
        ${charged(tx, outcome.used)} where id = ${call.id}`,
    malformedArguments
      ? tx`update conversations set checkpoint_dirty = true where id = ${call.conversationId}`
      : checkpoint === null
      ? tx`update conversations set ${noCheckpoint(tx)}, active_at = now()
        where id = ${call.conversationId}`
      : tx`update conversations set checkpoint_remote_id = ${remoteId}, checkpoint_last_entry_id = ${checkpoint.lastEntryId}, checkpoint_dirty = false,
        checkpoint_model = (select model from calls where id = ${call.id}),
        checkpoint_version_id = (select nullif(c.version_id, agent_version_id) from calls c where c.id = ${call.id}),
        checkpoint_turn = (select number from turns where id = ${call.turnId}), active_at = now()
        where id = ${call.conversationId}`,
  ]);
}
