import {
  type DraftDelta,
  type DurableEvent,
  type DurableEventBody,
  endsStream,
} from "../../protocol/log/event.ts";
import { isFinal } from "../../protocol/status.ts";
import type { DraftRow, NotifiedText, Position } from "../../store/mod.ts";
import { OpenText } from "./open-text.ts";

/** The newest events of a stream that its readers share. */
const keptEvents = 256;

/** The event of the tail for a reader at some number. */
export type NextEvent = DurableEvent | "none" | "behind";

/** The end of one stream: its newest events and open text. All its readers share it; the hub updates it. */
export class StreamTail {
  readonly streamId: string;
  readonly open = new OpenText();
  #events: DurableEvent[] = [];
  #head: number;
  #at: Date | null = null;
  #draft = 0;
  /** The entry of each draft that is known to be open: by its announcement, or by a read. */
  readonly #openDrafts = new Map<string, string>();
  /** Entries whose end is among the kept events: a late draft of them is ignored. */
  readonly #written = new Set<string>();

  /** `seq`: the number of the event to start after. */
  constructor(streamId: string, seq: number) {
    this.streamId = streamId;
    this.#head = seq;
  }

  /** The number of the newest known event. */
  get head(): number {
    return this.#head;
  }

  /** True when no event can follow. */
  get ended(): boolean {
    const last = this.#events.at(-1);
    return last !== undefined && endsStream(last.body);
  }

  /** The position of the next read. */
  position(): Omit<Position, "tenant"> {
    return { streamId: this.streamId, seq: this.#head, at: this.#at, draft: this.#draft };
  }

  /** Makes the next read return all drafts; known text stays. */
  rereadDrafts(): void {
    this.#draft = 0;
  }

  /** Adds the events and drafts of one read. Returns whether there was anything new. */
  apply(events: readonly DurableEvent[], drafts: readonly DraftRow[]): boolean {
    const added = events.filter((event) => this.#add(event)).length;
    const open = drafts.filter(({ entryId }) => !this.#written.has(entryId));
    for (const { draftId, entryId } of open) this.#openDrafts.set(draftId, entryId);
    this.#write(open, drafts);
    return added > 0 || open.length > 0;
  }

  /** True if no event is missing between the newest known one and these. */
  isFollowedBy([first]: readonly DurableEvent[]): boolean {
    return first !== undefined && first.seq <= this.#head + 1;
  }

  /**
   * Adds text of a notification, which follows everything that this tail has. Returns false if some of it must be read
   * instead: its entry is not known to be open, or text before it is missing.
   */
  addNotified(texts: readonly NotifiedText[]): boolean {
    const open = texts.filter(({ draftId }) => !this.#written.has(draftId));
    const known = open.flatMap((text) => {
      const entryId = this.#openDrafts.get(text.draftId);
      return entryId === undefined ? [] : [{ ...text, entryId }];
    });
    const isKnown = known.length === open.length;
    return this.#write(known, isKnown ? texts : []) && isKnown;
  }

  /** `read`: what is known with these chunks. Returns false after a gap: all drafts have to be read again. */
  #write(
    chunks: readonly (DraftDelta & { at: Date })[],
    read: readonly { number: number }[],
  ): boolean {
    const isWhole = this.open.write(chunks);
    const newest = read.reduce((n, { number }) => Math.max(n, number), this.#draft);
    this.#draft = isWhole ? newest : 0;
    return isWhole;
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
    while (this.#events.length > keptEvents) this.#remove(this.#events.shift());
    return true;
  }

  #close(body: DurableEventBody) {
    const begun = restartedEntry(body);
    if (begun !== null) this.#end(begun);
    const opened = openedEntry(body);
    if (opened !== null) this.#openDrafts.set(opened, opened);
    const id = writtenEntry(body);
    if (id === null) return;
    this.#written.add(id);
    this.#end(id);
  }

  /** Text of this entry is no draft any more. */
  #end(entryId: string) {
    this.open.end(entryId);
    for (const [draft, entry] of this.#openDrafts) {
      if (entry === entryId) this.#openDrafts.delete(draft);
    }
  }

  #remove(event: DurableEvent | undefined) {
    const id = event && writtenEntry(event.body);
    if (id) this.#written.delete(id);
  }

  /** The event after `seq`; `behind` when it is older than the kept events. */
  after(seq: number): NextEvent {
    if (seq >= this.#head) return "none";
    const first = this.#events[0]?.seq ?? this.#head + 1;
    return seq + 1 < first ? "behind" : this.#events[seq + 1 - first] ?? "behind";
  }
}

/**
 * The entry whose text is complete or discarded after this event. A tool call's arguments are complete when the first
 * event of its step is written; its result is not text of the log.
 */
export function writtenEntry(body: DurableEventBody): string | null {
  if (body.kind === "EntryChanged") return isFinal(body.status) ? body.entryId : null;
  if (body.kind === "PhaseChanged") return isFinal(body.status) ? body.phaseId : null;
  return body.kind === "StepChanged" && body.stepId.startsWith("tool_") ? body.stepId : null;
}

/** The entry that this event announces, whose drafts have its id. */
function openedEntry(body: DurableEventBody): string | null {
  return body.kind === "EntryChanged" && body.status === "RUNNING" ? body.entryId : null;
}

/**
 * The phase whose text is discarded after this event, since another attempt writes it from its start. The events of the
 * phase come before that.
 */
export function restartedEntry(body: DurableEventBody): string | null {
  return body.kind === "PhaseChanged" ? body.phaseId : null;
}
