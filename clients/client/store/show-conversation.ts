import type { ConversationState, ConversationStatus } from "./conversation-state.ts";
import { type ConversationTurn, final, type MessageEntry } from "./entries.ts";
import { groupTurns } from "./group-turns.ts";
import type { ConversationSnapshot } from "./page.ts";
import { sameOr } from "./readable.ts";
import type { ConversationRecord } from "./record.ts";
import { EntryList, nameOf } from "./show-entries.ts";

/** What a conversation is shown from. */
export interface Shown extends
  Pick<
    ConversationState,
    "id" | "hasOlder" | "at" | "lastSeq" | "isSeeking" | "connection" | "fault"
  > {
  /** Undefined: it is not loaded yet. Null: there is none for this caller. */
  readonly conversation: ConversationSnapshot["conversation"] | undefined;
  readonly record: ConversationRecord;
  /** Messages that the record does not have yet. */
  readonly outgoing: readonly MessageEntry[];
}

/** Makes the states of one conversation; what did not change is the same object as before. */
export class ConversationDisplay {
  readonly #list = new EntryList();
  #turns: readonly ConversationTurn[] = [];
  #entries: ConversationState["entries"] = [];
  #agent: ConversationState["agent"] = null;

  stateOf(
    { conversation, record, outgoing, ...rest }: Shown,
  ): ConversationState {
    const entries = [...this.#list.of(record), ...outgoing];
    this.#entries = keep(this.#entries, entries);
    this.#turns = keep(
      this.#turns,
      groupTurns(this.#entries, record, this.#turns),
    );
    const turn = this.#turns.find(({ id, status }) => id !== null && !final.includes(status));
    const agent = conversation ? nameOf(conversation.agentVersion) : null;
    this.#agent = agent && this.#agent ? sameOr(this.#agent, agent) : agent;
    return {
      ...rest,
      title: conversation?.title ?? null,
      agent: this.#agent,
      emulated: conversation?.emulated ?? false,
      status: statusOf(conversation, record, turn),
      entries: this.#entries,
      turns: this.#turns,
      turn: turn ?? null,
    };
  }
}

function statusOf(
  conversation: Shown["conversation"],
  { view }: ConversationRecord,
  turn: ConversationTurn | undefined,
): ConversationStatus {
  if (!conversation) return conversation === null ? "missing" : "loading";
  if (view.closed) return "closed";
  if (!turn) return "idle";
  return turn.status === "QUEUED" ? "queued" : turn.status === "WAITING" ? "waiting" : "running";
}

function keep<T>(before: readonly T[], now: readonly T[]): readonly T[] {
  const isSame = before.length === now.length &&
    now.every((one, at) => one === before[at]);
  return isSame ? before : now;
}
