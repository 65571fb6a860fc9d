import { type DurableEvent, type DurableEventBody, endsStream } from "../../protocol/log/event.ts";
import { isFinal } from "../../protocol/status.ts";
import type { DraftRow, Position } from "../../store/mod.ts";
import { OpenText } from "./open-text.ts";

/** The newest events of a stream that its readers share. */
const keptEvents = 256;

/** What a reader at some number finds in the tail. */
export type NextEvent = DurableEvent | "none" | "behind";

/** The end of one stream: its newest events and what is being written. Shared by all its readers, fed by the hub. */
export class StreamTail {
  readonly streamId: string;
  readonly open = new OpenText();
  #events: DurableEvent[] = [];
  #head: number;
  #at: Date | null = null;
  #draft = 0;
  /** Entries whose end is among the events kept: a draft of theirs that comes late is no draft. */
  readonly #written = new Set<string>();

  /** `seq`: the event to begin behind. */
  constructor(streamId: string, seq: number) {
    this.streamId = streamId;
    this.#head = seq;
  }

  /** Number of the newest event known. */
  get head(): number {
    return this.#head;
  }

  /** True when nothing can follow. */
  get ended(): boolean {
    const last = this.#events.at(-1);
    return last !== undefined && endsStream(last.body);
  }

  /** Where to read on. */
  position(): Position {
    return { streamId: this.streamId, seq: this.#head, at: this.#at, draft: this.#draft };
  }

  /** Has all drafts read again at the next read; what is known of their text stays. */
  rereadDrafts(): void {
    this.#draft = 0;
  }

  /** Takes in what is new, of one moment. Answers whether anything was. */
  apply(events: readonly DurableEvent[], drafts: readonly DraftRow[]): boolean {
    const added = events.filter((event) => this.#add(event)).length;
    const open = drafts.filter(({ entryId }) => !this.#written.has(entryId));
    const whole = this.open.write(open);
    const newest = drafts.reduce((n, { number }) => Math.max(n, number), this.#draft);
    this.#draft = whole ? newest : 0;
    return added > 0 || open.length > 0;
  }

  #add(event: DurableEvent): boolean {
    if (event.seq <= this.#head) return false;
    if (event.seq !== this.#head + 1) {
      throw new Error(`stream ${this.streamId} misses a event behind ${this.#head}`);
    }
    this.#head = event.seq;
    this.#at = event.at;
    this.#events.push(event);
    this.#close(event.body);
    while (this.#events.length > keptEvents) this.#forget(this.#events.shift());
    return true;
  }

  #close(body: DurableEventBody) {
    const begun = restartedEntry(body);
    if (begun !== null) this.open.end(begun);
    const id = writtenEntry(body);
    if (id === null) return;
    this.#written.add(id);
    this.open.end(id);
  }

  #forget(event: DurableEvent | undefined) {
    const id = event && writtenEntry(event.body);
    if (id) this.#written.delete(id);
  }

  /** The event behind `seq`; `behind` when it is older than what is kept here. */
  after(seq: number): NextEvent {
    if (seq >= this.#head) return "none";
    const first = this.#events[0]?.seq ?? this.#head + 1;
    return seq + 1 < first ? "behind" : this.#events[seq + 1 - first] ?? "behind";
  }
}

/**
 * The entry whose text is whole, or void, after this event. A tool call's arguments are whole when its step is first
 * told of; its result is no text of the log.
 */
export function writtenEntry(body: DurableEventBody): string | null {
  if (body.kind === "EntryChanged") return isFinal(body.status) ? body.entryId : null;
  if (body.kind === "PhaseChanged") return isFinal(body.status) ? body.phaseId : null;
  return body.kind === "StepChanged" && body.stepId.startsWith("tool_") ? body.stepId : null;
}

/** The phase whose text is void after this event: another attempt writes it from its start. Its events come before that. */
export function restartedEntry(body: DurableEventBody): string | null {
  return body.kind === "PhaseChanged" ? body.phaseId : null;
}
