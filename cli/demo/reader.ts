import {
  applyEvent,
  type ConversationView,
  conversationView,
  textOfEntry,
} from "../../clients/client/mod.ts";
import { withDeadline } from "../../protocol/async/deadline.ts";
import { type DemoEvent, isFinal, type Turn } from "./events.ts";
import type { DemoScreen } from "./demo-screen.ts";

const turnWithinMs = 180_000;

/** Reads a conversation from its first event, shows it, and keeps the data for the comparison with the log. */
export class Reader {
  readonly #events: AsyncIterator<DemoEvent>;
  readonly #screen: DemoScreen;
  /** Numbers of the events, in the order of arrival. */
  readonly seqs: number[] = [];
  view: ConversationView = conversationView();
  discarded = 0;
  /** Entries whose deltas are not a prefix of their text. */
  readonly contradicted: string[] = [];

  constructor(events: AsyncIterator<DemoEvent>, screen: DemoScreen) {
    this.#events = events;
    this.#screen = screen;
  }

  /**
   * Shows events until a turn has ended, and calls `onEvent` with each. Throws when the turn fails or its time is up.
   */
  async untilEnd(turnId: string, onEvent: (event: DemoEvent) => void = () => {}): Promise<void> {
    const turn = await withDeadline(turnWithinMs, this.#read(turnId, onEvent), "the turn ends");
    const { code, message } = turn?.failure ?? {};
    if (code) throw new Error(`the turn failed: ${code}, ${message}`);
  }

  async #read(turnId: string, onEvent: (event: DemoEvent) => void): Promise<Turn | null> {
    for (;;) {
      const { done, value: event } = await this.#events.next();
      if (done) throw new Error("the stream ended before the turn did");
      this.#apply(event);
      onEvent(event);
      if (event.__typename === "TurnChanged" && event.turnId === turnId && isFinal(event.status)) {
        return event.turn;
      }
    }
  }

  #apply(event: DemoEvent): void {
    const before = this.view;
    this.view = applyEvent(before, event);
    if (event.__typename === "EntryChanged") this.#compare(before, event.entryId);
    if (event.__typename !== "TextDelta") this.seqs.push(event.seq);
    if (event.__typename === "EntryChanged" && event.status === "DISCARDED") this.discarded++;
    this.#screen.show(event);
  }

  // The text of the entry may be longer than its deltas, but must begin with them.
  #compare(before: ConversationView, entryId: string): void {
    const [was, is] = [before, this.view].map((view) => view.entries.find((e) => e.id === entryId));
    if (was && is && !textOfEntry(is).startsWith(textOfEntry(was))) this.contradicted.push(entryId);
  }
}
