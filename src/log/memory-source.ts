import type { DraftDelta, DurableEvent, DurableEventBody } from "../../protocol/log/event.ts";
import type { DraftRow, LogListener, NotifiedText, Position } from "../../store/mod.ts";
import type { LogSource } from "./log-source.ts";

/** A log in memory for tests, with the rules of the store's reading side and a count of its queries. */
export class MemorySource implements LogSource {
  stored: DurableEvent[] = [];
  drafts: DraftRow[] = [];
  queries = 0;
  /** This many of the next queries fail. */
  failures = 0;
  era = "e1";
  #notify: (ids: readonly string[] | null) => void = () => {};
  #notifyEvents: (events: readonly DurableEvent[]) => void = () => {};
  #notifyTexts: (texts: readonly NotifiedText[]) => void = () => {};
  #number = 0;

  epoch() {
    return this.era;
  }

  stream(_tenant: string, id: string) {
    const own = this.#own(id);
    if (own.length === 0) return Promise.resolve(null);
    const [head, oldest] = [own.at(-1)?.seq ?? 0, own[0]?.seq ?? 1];
    return Promise.resolve({ head, oldest, epoch: this.era });
  }

  events(_tenant: string, id: string, seq: number, limit: number) {
    return Promise.resolve(this.#own(id).filter((f) => f.seq > seq).slice(0, limit));
  }

  eventsBefore(_tenant: string, id: string, seq: number, limit: number) {
    return Promise.resolve(this.#own(id).filter((f) => f.seq < seq).slice(-limit));
  }

  eventsAt(_tenant: string, places: readonly { streamId: string; seq: number }[]) {
    const isAsked = (f: DurableEvent) =>
      places.some((p) => p.streamId === f.streamId && p.seq === f.seq);
    return Promise.resolve(this.stored.filter(isAsked));
  }

  changes(positions: readonly Position[]) {
    this.queries++;
    if (this.failures-- > 0) return Promise.reject(new Error("the database is away"));
    const events = positions.flatMap((p) => this.#own(p.streamId).filter((f) => f.seq > p.seq));
    const drafts = positions.flatMap((p) =>
      this.drafts.filter((d) => d.streamId === p.streamId && d.number > p.draft)
    );
    return Promise.resolve({ events, drafts });
  }

  listen({ onStreams, onEvents, onTexts }: LogListener) {
    this.#notify = onStreams;
    this.#notifyEvents = onEvents;
    this.#notifyTexts = onTexts;
    return Promise.resolve({ close: () => Promise.resolve() });
  }

  /** Appends events to a stream, without a notification; returns them. */
  append(streamId: string, ...bodies: DurableEventBody[]): DurableEvent[] {
    return bodies.map((body) => {
      const seq = (this.#own(streamId).at(-1)?.seq ?? 0) + 1;
      const event = { streamId, seq, at: new Date(seq), body };
      this.stored.push(event);
      return event;
    });
  }

  /** Writes text of an open entry, without a notification. */
  write(streamId: string, entryId: string, offset: number, text: string): DraftRow {
    const chunk: DraftDelta = { entryId, part: 0, kind: "TEXT", offset, text };
    const draftId = entryId;
    const row = { ...chunk, streamId, draftId, number: ++this.#number, at: new Date(0) };
    this.drafts.push(row);
    return row;
  }

  notify(ids: readonly string[] | null) {
    this.#notify(ids);
  }

  /** Notifies of events, in the order given. */
  notifyEvents(...events: readonly DurableEvent[]) {
    this.#notifyEvents(events);
  }

  /** Notifies of texts, in the order given. */
  notifyTexts(...texts: readonly NotifiedText[]) {
    this.#notifyTexts(texts);
  }

  #own(id: string) {
    return this.stored.filter((f) => f.streamId === id);
  }
}
