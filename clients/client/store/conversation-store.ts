import type { VerdictInput, WhenBusy } from "../document-types.generated.ts";
import type { ConnectionState } from "../connection-state.ts";
import { textOfEntry } from "../conversation-view.ts";
import type { ViewEntry } from "../view-types.ts";
import {
  cancelTurn,
  closeConversation,
  type Content,
  decideApproval,
  forkConversation,
  partsOf,
  type Started,
  type ToDecide,
} from "./commands.ts";
import { notConnected, type StoreContext } from "./context.ts";
import { completeEvent } from "./complete-event.ts";
import type { ConversationState } from "./conversation-state.ts";
import type { StoreEvent } from "./entries.ts";
import { type Fault, faultOfError, ownFault, type Result } from "./fault.ts";
import { Lifetime } from "./lifetime.ts";
import { Live } from "./live.ts";
import type { OutgoingMessage, Sent } from "./outbox.ts";
import { arrivedKeys, OutgoingList, outgoingView } from "./outgoing-entries.ts";
import { type ConversationSnapshot, entryPage, preloadConversation, readOlder } from "./page.ts";
import { Cell, type Readable, sameOr } from "./readable.ts";
import { type ConversationRecord, entryIn, olderAdded, recordAfter, recordOf } from "./record.ts";
import { Texts } from "./texts.ts";
import { ConversationDisplay, type Shown } from "./show-conversation.ts";
import { storeEvents } from "./store.generated.ts";
import { TimeTravel } from "./time-travel.ts";

/**
 * One conversation, kept current while there are listeners: queried once, then followed behind the query. It shows itself
 * at most once a frame; text reaches the listeners of its entry only.
 */
export class ConversationStore {
  readonly id: string;
  /** The conversation without text. */
  readonly state: Readable<ConversationState>;
  /** The text of entries. */
  readonly texts: Texts<ViewEntry>;
  readonly lifetime: Lifetime;
  readonly #context: StoreContext;
  readonly #state: Cell<ConversationState>;
  readonly #display = new ConversationDisplay();
  readonly #outgoing = new OutgoingList();
  readonly #live: Live<StoreEvent>;
  readonly #travel: TimeTravel;
  #conversation: Shown["conversation"];
  #record: ConversationRecord = recordOf([]);
  #before: string | null = null;
  #lastSeq = 0;
  #fault: Fault | null = null;
  #isListChanged = true;
  readonly #changedTexts = new Set<string>();

  constructor(id: string, context: StoreContext, preloaded?: ConversationSnapshot) {
    this.id = id;
    this.#context = context;
    const { source } = context;
    if (preloaded) this.#take(preloaded);
    this.#live = new Live<StoreEvent>({
      load: (signal) => this.#load(signal),
      follow: (after, signal) =>
        source.follow({ query: storeEvents, variables: { id }, after }, { signal }),
      apply: (event, signal) => this.#apply(event, signal),
      failed: (fault) => this.#failed(fault),
    }, cursorOf(preloaded?.conversation));
    this.lifetime = new Lifetime({
      start: () => {
        this.#live.start();
        this.changed();
      },
      stop: () => {
        this.#live.stop();
        this.setAt(null);
      },
    });
    this.#travel = new TimeTravel(source, id, () => this.#listChanged());
    const server = this.#display.stateOf(this.#shown(notConnected, []));
    this.#state = new Cell(server, server, this.lifetime);
    this.state = this.#state;
    this.texts = new Texts(this.lifetime, textOfEntry, this.#record.view.entries);
  }

  /**
   * Sends a message, which is shown at once. Without a connection it waits, and is sent once. The result comes when the
   * server has accepted or refused it.
   */
  send(content: Content, { whenBusy }: { whenBusy?: WhenBusy } = {}): Promise<Result<Sent>> {
    this.setAt(null);
    const message = { conversationId: this.id, content: partsOf(content), whenBusy };
    return this.#context.outbox.send(message);
  }

  /** Sends a refused message again; the `key` is that of its entry. */
  retry(key: string): Promise<Result<Sent>> {
    return this.#context.outbox.retry(key);
  }

  /** Removes a refused message; the `key` is that of its entry. */
  dismiss(key: string): void {
    this.#context.outbox.dismiss(key);
  }

  /** Cancels a turn, without an id the open one. */
  async cancel(turnId?: string, reason?: string): Promise<Result<string>> {
    const id = turnId ?? this.state.get().turn?.id;
    if (id) return await cancelTurn(this.#context.source, id, reason);
    return { ok: false, fault: ownFault("NO_OPEN_TURN", "no turn is open") };
  }

  /** Decides on an approval. */
  decide(approval: ToDecide, verdict: VerdictInput): Promise<Result<string>> {
    return decideApproval(this.#context.source, approval, verdict);
  }

  /** Starts a conversation that shares the entries up to this one. */
  async forkAt(entryId: string, content?: Content): Promise<Result<Started>> {
    const result = await forkConversation(this.#context.source, entryId, content);
    this.#context.touched();
    return result;
  }

  /** Closes the conversation for good. */
  close(): Promise<Result<string>> {
    return closeConversation(this.#context.source, this.id);
  }

  /**
   * Shows the state after event `n`; null: the newest. The first call reads the events up to it; `at` changes when the
   * state can be shown. Why it cannot is `fault`.
   */
  setAt(n: number | null): void {
    const wanted = n === null || !this.#conversation ? n : Math.min(n, this.#lastSeq);
    const forkedFrom = this.#conversation?.forkedFrom?.id;
    this.#travel.go(wanted, { forkedFrom, lastSeq: this.#lastSeq });
  }

  /** Reads a page of older entries. */
  async loadOlder(): Promise<Result<number>> {
    if (this.#before === null) return { ok: true, value: 0 };
    const conversation = this.#conversation;
    try {
      const { nodes, before } = await readOlder(this.#context.source, this.id, this.#before);
      // It was queried again meanwhile: the page may not be next to its entries.
      if (conversation !== this.#conversation) return { ok: true, value: 0 };
      this.#before = before;
      this.#record = olderAdded(this.#record, nodes);
      this.#listChanged();
      return { ok: true, value: nodes.length };
    } catch (error) {
      return { ok: false, fault: faultOfError(error) };
    }
  }

  /** Tries again now, after a fault or while it waits for the next attempt. */
  reconnect(): void {
    if (this.#conversation === null) this.#live.reload();
    else this.#live.retryNow();
  }

  /** There is a connection again. */
  connected(): void {
    this.#live.connected();
    this.changed();
  }

  /** The connection or the messages on their way have changed. */
  changed(): void {
    this.#listChanged();
  }

  /** Shows what has changed since the last frame. */
  publish(): void {
    const isNewest = this.#travel.at === null;
    if (this.#isListChanged) this.#publishList();
    else if (isNewest) this.#publishTexts();
    this.#isListChanged = false;
    this.#changedTexts.clear();
  }

  #publishList(): void {
    const outgoing = this.#travel.at === null ? this.#waiting() : [];
    const shown = this.#shown(this.#context.connection(), outgoing);
    this.texts.showAll([...shown.record.view.entries, ...outgoing.map(outgoingView)]);
    this.#state.set(sameOr(this.#state.get(), this.#display.stateOf(shown)));
  }

  #publishTexts(): void {
    for (const id of this.#changedTexts) {
      const entry = entryIn(this.#record.view, id);
      if (entry) this.texts.show(entry);
    }
  }

  #shown(connection: ConnectionState, outgoing: readonly OutgoingMessage[]): Shown {
    const { at, record, isSeeking, fault } = this.#travel;
    return {
      id: this.id,
      conversation: this.#conversation,
      record: record ?? this.#record,
      outgoing: outgoing.map((one) => this.#outgoing.entryOf(one)),
      hasOlder: at === null && this.#before !== null,
      at,
      lastSeq: this.#lastSeq,
      isSeeking,
      connection,
      fault: fault ?? this.#fault,
    };
  }

  /** Messages that are not in the log yet. */
  #waiting(): readonly OutgoingMessage[] {
    const { outbox } = this.#context;
    const messages = outbox.of(this.id);
    if (messages.length === 0) return messages;
    const arrived = arrivedKeys(this.#record);
    outbox.arrived(arrived);
    return messages.filter((one) => !arrived.has(one.idempotencyKey));
  }

  async #load(signal: AbortSignal): Promise<string | null> {
    const snapshot = await preloadConversation(this.#context.source, this.id, signal);
    this.#take(snapshot);
    this.#listChanged();
    return cursorOf(snapshot.conversation) ?? null;
  }

  #take({ conversation }: ConversationSnapshot): void {
    this.#conversation = conversation;
    if (!conversation) return;
    const { entries, newest, closedAt } = conversation;
    const { nodes, before } = entryPage(entries);
    const { view, ...rest } = recordOf(nodes);
    this.#record = { ...rest, view: { ...view, closed: closedAt !== null } };
    this.#before = before;
    this.#lastSeq = newest.nodes[0]?.seq ?? 0;
  }

  async #apply(event: StoreEvent, signal: AbortSignal): Promise<void> {
    const whole = await completeEvent(this.#context.source, event, signal);
    if (signal.aborted) return;
    const isText = whole.__typename === "TextDelta" &&
      entryIn(this.#record.view, whole.nodeId) !== undefined;
    this.#record = recordAfter(this.#record, whole);
    this.#lastSeq = Math.max(this.#lastSeq, event.seq);
    if (whole.__typename === "TurnChanged") this.#context.touched();
    if (!isText) return this.#listChanged();
    this.#changedTexts.add(whole.nodeId);
    this.#context.changed(this);
  }

  #failed(fault: Fault | null): void {
    this.#fault = fault;
    this.#listChanged();
  }

  #listChanged(): void {
    this.#isListChanged = true;
    this.#context.changed(this);
  }
}

/** The cursor to follow after; null: the conversation is closed or missing. */
function cursorOf(conversation: Shown["conversation"]): string | null | undefined {
  if (!conversation) return conversation;
  return conversation.closedAt === null ? conversation.eventCursor : null;
}
