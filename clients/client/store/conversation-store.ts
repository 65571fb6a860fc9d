import { textOfEntry } from "../view/conversation-view.ts";
import type { ConnectionState } from "../connection/connection-state.ts";
import type { ViewEntry } from "../view/view-types.ts";
import { notConnected, type StoreContext } from "./context.ts";
import { ConversationCommands } from "./conversation-commands.ts";
import { ConversationLog } from "./conversation-log.ts";
import type { ConversationState } from "./conversation-state.ts";
import type { StoreEvent } from "./entries.ts";
import type { Fault, Result } from "./fault.ts";
import { Lifetime } from "./lifetime.ts";
import { Live } from "./live.ts";
import type { OutgoingMessage } from "./outbox.ts";
import { arrivedKeys, OutgoingList, outgoingView } from "./outgoing-entries.ts";
import type { ConversationSnapshot } from "./page.ts";
import { Cell, type Readable, sameOr } from "./readable.ts";
import { entryIn } from "./record.ts";
import { ConversationDisplay, type Shown } from "./show-conversation.ts";
import { storeEvents } from "./store.generated.ts";
import { Texts } from "./texts.ts";
import { TimeTravel } from "./time-travel.ts";

/**
 * One conversation, kept current while there are listeners: queried once, then followed behind the query. It shows itself
 * at most once a frame; text reaches the listeners of its entry only.
 */
export class ConversationStore extends ConversationCommands {
  /** The text of entries. */
  readonly texts: Texts<ViewEntry>;
  readonly lifetime: Lifetime;
  readonly #context: StoreContext;
  readonly #log: ConversationLog;
  readonly #live: Live<StoreEvent>;
  readonly #travel: TimeTravel;
  readonly #state: Cell<ConversationState>;
  readonly #display = new ConversationDisplay();
  readonly #outgoing = new OutgoingList();
  readonly #changedTexts = new Set<string>();
  #isListChanged = true;
  #fault: Fault | null = null;

  constructor(
    id: string,
    context: StoreContext,
    preloaded?: ConversationSnapshot,
  ) {
    super(id, context);
    this.#context = context;
    const { source } = context;
    const log = this.#log = new ConversationLog(id, context, preloaded);
    this.#live = new Live<StoreEvent>({
      load: async (signal) => {
        const cursor = await log.load(signal);
        this.changed();
        return cursor;
      },
      follow: (after, signal) =>
        source.follow({ query: storeEvents, variables: { id }, after }, {
          signal,
        }),
      apply: async (event, signal) => this.#applied(await log.apply(event, signal)),
      failed: (fault) => {
        this.#fault = fault;
        this.changed();
      },
    }, log.cursor);
    this.lifetime = new Lifetime({
      start: () => this.#start(),
      stop: () => this.#stop(),
    });
    this.#travel = new TimeTravel(source, id, () => this.changed());
    const server = this.#display.stateOf(this.#shown(notConnected, []));
    this.#state = new Cell(server, server, this.lifetime);
    this.texts = new Texts(this.lifetime, textOfEntry, log.record.view.entries);
  }

  /** The conversation without text. */
  get state(): Readable<ConversationState> {
    return this.#state;
  }

  /**
   * Shows the state after event `n`; null: the newest. The first call reads the events up to it; `at` changes when the
   * state can be shown. Why it cannot is `fault`.
   */
  setAt(n: number | null): void {
    const { conversation, lastSeq } = this.#log;
    const wanted = n === null || !conversation ? n : Math.min(n, lastSeq);
    this.#travel.go(wanted, {
      forkedFrom: conversation?.forkedFrom?.id,
      lastSeq,
    });
  }

  /** Reads a page of older entries; how many. */
  async loadOlder(): Promise<Result<number>> {
    const result = await this.#log.loadOlder();
    this.changed();
    return result;
  }

  /** Tries again now, after a fault or while it waits for the next attempt. */
  reconnect(): void {
    if (this.#log.conversation === null) this.#live.reload();
    else this.#live.retryNow();
  }

  /** There is a connection again. */
  connected(): void {
    this.#live.connected();
    this.changed();
  }

  /** Something but text has changed. It is shown at the next frame. */
  changed(): void {
    this.#isListChanged = true;
    this.#context.changed(this);
  }

  /** Shows what has changed since the last frame. */
  publish(): void {
    if (this.#isListChanged) this.#publishList();
    else if (this.#travel.at === null) this.#publishTexts();
    this.#isListChanged = false;
    this.#changedTexts.clear();
  }

  protected openTurn(): string | null {
    return this.#state.get().turn?.id ?? null;
  }

  #start(): void {
    this.#live.start();
    this.changed();
  }

  #stop(): void {
    this.#live.stop();
    this.setAt(null);
  }

  #applied(textOf: string | null): void {
    if (textOf === null) return this.changed();
    this.#changedTexts.add(textOf);
    this.#context.changed(this);
  }

  #publishList(): void {
    const outgoing = this.#travel.at === null ? this.#waiting() : [];
    const shown = this.#shown(this.#context.connection(), outgoing);
    this.texts.showAll([
      ...shown.record.view.entries,
      ...outgoing.map(outgoingView),
    ]);
    this.#state.set(sameOr(this.#state.get(), this.#display.stateOf(shown)));
  }

  #publishTexts(): void {
    for (const id of this.#changedTexts) {
      const entry = entryIn(this.#log.record.view, id);
      if (entry) this.texts.show(entry);
    }
  }

  #shown(
    connection: ConnectionState,
    outgoing: readonly OutgoingMessage[],
  ): Shown {
    const { at, record, isSeeking, fault } = this.#travel;
    const { conversation, lastSeq, hasOlder } = this.#log;
    return {
      id: this.id,
      conversation,
      record: record ?? this.#log.record,
      outgoing: outgoing.map((one) => this.#outgoing.entryOf(one)),
      hasOlder: at === null && hasOlder,
      at,
      lastSeq,
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
    const arrived = arrivedKeys(this.#log.record);
    outbox.arrived(arrived);
    return messages.filter((one) => !arrived.has(one.idempotencyKey));
  }
}
