import { completeEvent } from "./complete-event.ts";
import type { StoreContext } from "./context.ts";
import type { StoreEvent } from "./entries.ts";
import { faultOfError, type Result } from "./fault.ts";
import { type ConversationSnapshot, entryPage, preloadConversation, readOlder } from "./page.ts";
import { type ConversationRecord, entryIn, olderAdded, recordAfter, recordOf } from "./record.ts";

/** What is known of a conversation: a queried page, and the events behind it. */
export class ConversationLog {
  readonly #id: string;
  readonly #context: StoreContext;
  /** Undefined: it is not loaded yet. Null: there is none for this caller. */
  conversation: ConversationSnapshot["conversation"] | undefined;
  record: ConversationRecord = recordOf([]);
  /** Number of the newest event; 0: not known, or none. */
  lastSeq = 0;
  #before: string | null = null;

  constructor(
    id: string,
    context: StoreContext,
    preloaded?: ConversationSnapshot,
  ) {
    this.#id = id;
    this.#context = context;
    if (preloaded) this.#take(preloaded);
  }

  get hasOlder(): boolean {
    return this.#before !== null;
  }

  /** The cursor behind the queried page; null: the conversation is closed or missing; undefined: it is not loaded. */
  get cursor(): string | null | undefined {
    if (!this.conversation) return this.conversation;
    return this.conversation.closedAt === null ? this.conversation.eventCursor : null;
  }

  /** Queries the conversation; its cursor. Throws like `request`. */
  async load(signal: AbortSignal): Promise<string | null> {
    this.#take(
      await preloadConversation(this.#context.source, this.#id, signal),
    );
    return this.cursor ?? null;
  }

  /** Applies an event. Whether it has only added text to an entry: its id; otherwise null. Throws like `request`. */
  async apply(event: StoreEvent, signal: AbortSignal): Promise<string | null> {
    const whole = await completeEvent(this.#context.source, event, signal);
    if (signal.aborted) return null;
    const { view } = this.record;
    this.record = recordAfter(this.record, whole);
    this.lastSeq = Math.max(this.lastSeq, event.seq);
    if (whole.__typename === "TurnChanged") this.#context.touched();
    const isText = whole.__typename === "TextDelta" &&
      entryIn(view, whole.nodeId) !== undefined;
    return isText ? whole.nodeId : null;
  }

  /** Reads a page of older entries; how many. */
  async loadOlder(): Promise<Result<number>> {
    if (this.#before === null) return { ok: true, value: 0 };
    const { conversation } = this;
    try {
      const { nodes, before } = await readOlder(
        this.#context.source,
        this.#id,
        this.#before,
      );
      // It was queried again meanwhile: the page may not be next to its entries.
      if (conversation !== this.conversation) return { ok: true, value: 0 };
      this.#before = before;
      this.record = olderAdded(this.record, nodes);
      return { ok: true, value: nodes.length };
    } catch (error) {
      return { ok: false, fault: faultOfError(error) };
    }
  }

  #take({ conversation }: ConversationSnapshot): void {
    this.conversation = conversation;
    if (!conversation) return;
    const { entries, newest, closedAt } = conversation;
    const { nodes, before } = entryPage(entries);
    const { view, ...rest } = recordOf(nodes);
    this.record = { ...rest, view: { ...view, closed: closedAt !== null } };
    this.#before = before;
    this.lastSeq = newest.nodes[0]?.seq ?? 0;
  }
}
