import type { NewEvent } from "../../protocol/log/event.ts";
import { collectEvents } from "../database/committed-events.ts";
import { unscoped } from "../database/in-tenant.ts";
import { type Db, json } from "../database/sql.ts";
import type { ClaimedCall } from "./claimed-call.ts";
import { hasMalformedArguments, type ModelOutcome, type WrittenEntry } from "./model-outcome.ts";

/** Outcome of the write. `lost`, `steered`: nothing was written; the fence is not current, or a steered message waits. */
export type Saved = "queued" | "idle" | "lost" | "steered";

/** What the outcome of a model call means for its turn. */
export interface OutcomeEffect {
  endsTurn: boolean;
  /** Tool calls that are claimed with it, and their lease. */
  claimed: readonly string[];
  leaseMs: number;
  /** Null: the caller appends the events. */
  events: readonly NewEvent[] | null;
}

/**
 * Writes the outcome of a model call as one statement: completes its entries, deletes their drafts, ends the call, and
 * moves the checkpoint to what the provider has now. `queued`: another turn waits.
 */
export async function saveModelOutcome(
  db: Db,
  call: ClaimedCall,
  outcome: ModelOutcome,
  { endsTurn, claimed, leaseMs, events }: OutcomeEffect,
): Promise<Saved> {
  const { tenant, conversationId, turnId, id, fence } = call;
  const { checkpoint, entries, used, output = null } = outcome;
  const written = {
    ...{ tenant, conversationId, turnId, id, fence, ...used, adopted: used.adopted ?? false },
    ...{ endsTurn, claimed, leaseMs },
    entries: entries.map(storedEntry),
    remoteId: checkpoint?.remoteId ?? null,
    lastEntryId: checkpoint?.lastEntryId ?? null,
    malformed: hasMalformedArguments(entries),
    output: output && "value" in output ? output.value : null,
  };
  const [row] = await unscoped(db)<{ saved: Saved }[]>`
    select commit_model_call(${json(db, written)}, ${events && json(db, events)}) as saved`;
  if (!row) throw new Error("commit_model_call returned nothing");
  if (events && (row.saved === "queued" || row.saved === "idle")) collectEvents(db, events);
  return row.saved;
}

/** An entry without what is not in its row: files, and the outcome of a hosted call. */
function storedEntry(entry: WrittenEntry) {
  const { id, kind } = entry;
  if (entry.kind === "message") return { id, kind, content: entry.content };
  if (entry.kind === "handoff") return { id, kind, toVersionId: entry.toVersionId };
  if (entry.kind === "hosted") return { id, kind };
  const { arguments: args, remoteToolCallId, tool } = entry;
  return { id, kind, arguments: args, remoteToolCallId, tool };
}
