import {
  applyEvent,
  type ConversationView,
  conversationView,
  textOfEntry,
} from "../../clients/typescript/mod.ts";
import { type DemoEvent, isFinal, type Turn } from "./events.ts";
import type { Screen } from "./demo-screen.ts";
import { within } from "./deadline.ts";

const turnWithinMs = 180_000;

/** Reads one conversation from its first event on, shows it, and keeps what the proof needs. */
export class Reader {
  readonly #events: AsyncIterator<DemoEvent>;
  readonly #screen: Screen;
  /** Numbers of the facts in the order they came. */
  readonly seqs: number[] = [];
  view: ConversationView = conversationView();
  discarded = 0;
  /** Entries whose pieces, put together, do not begin their whole text. */
  readonly contradicted: string[] = [];

  constructor(events: AsyncIterator<DemoEvent>, screen: Screen) {
    this.#events = events;
    this.#screen = screen;
  }

  /**
   * Shows events until a turn has ended, `seen` being called with each. Throws when it does not complete, or not
   * in time.
   */
  async untilEnd(turnId: string, seen: (event: DemoEvent) => void = () => {}): Promise<void> {
    const turn = await within(turnWithinMs, "the turn ends", this.#read(turnId, seen));
    const { code, message } = turn?.failure ?? {};
    if (code) throw new Error(`the turn failed: ${code}, ${message}`);
  }

  async #read(turnId: string, seen: (event: DemoEvent) => void): Promise<Turn | null> {
    for (;;) {
      const { done, value: event } = await this.#events.next();
      if (done) throw new Error("the stream ended before the turn did");
      this.#take(event);
      seen(event);
      if (event.__typename === "TurnChanged" && event.turnId === turnId && isFinal(event.status)) {
        return event.turn;
      }
    }
  }

  #take(event: DemoEvent): void {
    const before = this.view;
    this.view = applyEvent(before, event);
    if (event.__typename === "EntryChanged") this.#compare(before, event.entryId);
    if (event.__typename !== "TextDelta") this.seqs.push(event.seq);
    if (event.__typename === "EntryChanged" && event.status === "DISCARDED") this.discarded++;
    this.#screen.show(event);
  }

  // The whole text tops up what the pieces may lack at the end; it never changes what they said.
  #compare(before: ConversationView, entryId: string): void {
    const [was, is] = [before, this.view].map((view) => view.entries.find((e) => e.id === entryId));
    if (was && is && !textOfEntry(is).startsWith(textOfEntry(was))) this.contradicted.push(entryId);
  }
}
