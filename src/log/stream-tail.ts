import { endsStream, type Fact, type FactBody } from "../../protocol/event.ts";
import { isFinal } from "../../protocol/status.ts";
import type { DraftRow, Position } from "../../store/mod.ts";
import { OpenText } from "./open-text.ts";

/** The newest facts of a stream that its readers share. */
const keptFacts = 256;

/** What a reader at some number finds in the tail. */
export type NextFact = Fact | "none" | "behind";

/** The end of one stream: its newest facts and what is being written. Shared by all its readers, fed by the hub. */
export class StreamTail {
  readonly streamId: string;
  readonly open = new OpenText();
  #facts: Fact[] = [];
  #head: number;
  #at: Date | null = null;
  #draft = 0;
  /** Entries whose end is among the facts kept: a draft of theirs that comes late is no draft. */
  readonly #written = new Set<string>();

  /** `seq`: the fact to begin behind. */
  constructor(streamId: string, seq: number) {
    this.streamId = streamId;
    this.#head = seq;
  }

  /** Number of the newest fact known. */
  get head(): number {
    return this.#head;
  }

  /** True when nothing can follow. */
  get ended(): boolean {
    const last = this.#facts.at(-1);
    return last !== undefined && endsStream(last.body);
  }

  /** Where to read on. */
  position(): Position {
    return { streamId: this.streamId, seq: this.#head, at: this.#at, draft: this.#draft };
  }

  /** Has all drafts read again at the next read; what is known of their text stays. */
  beginDraftsAnew(): void {
    this.#draft = 0;
  }

  /** Takes in what is new, of one moment. Answers whether anything was. */
  apply(facts: readonly Fact[], drafts: readonly DraftRow[]): boolean {
    const added = facts.filter((fact) => this.#add(fact)).length;
    const open = drafts.filter(({ entryId }) => !this.#written.has(entryId));
    const whole = this.open.write(open);
    const newest = drafts.reduce((n, { number }) => Math.max(n, number), this.#draft);
    this.#draft = whole ? newest : 0;
    return added > 0 || open.length > 0;
  }

  #add(fact: Fact): boolean {
    if (fact.seq <= this.#head) return false;
    if (fact.seq !== this.#head + 1) {
      throw new Error(`stream ${this.streamId} misses a fact behind ${this.#head}`);
    }
    this.#head = fact.seq;
    this.#at = fact.at;
    this.#facts.push(fact);
    this.#close(fact.body);
    while (this.#facts.length > keptFacts) this.#forget(this.#facts.shift());
    return true;
  }

  #close(body: FactBody) {
    const begun = begunAnew(body);
    if (begun !== null) this.open.end(begun);
    const id = writtenEntry(body);
    if (id === null) return;
    this.#written.add(id);
    this.open.end(id);
  }

  #forget(fact: Fact | undefined) {
    const id = fact && writtenEntry(fact.body);
    if (id) this.#written.delete(id);
  }

  /** The fact behind `seq`; `behind` when it is older than what is kept here. */
  after(seq: number): NextFact {
    if (seq >= this.#head) return "none";
    const first = this.#facts[0]?.seq ?? this.#head + 1;
    return seq + 1 < first ? "behind" : this.#facts[seq + 1 - first] ?? "behind";
  }
}

/**
 * The entry whose text is whole, or void, after this fact. A tool call's arguments are whole when its step is first
 * told of; its result is no text of the log.
 */
export function writtenEntry(body: FactBody): string | null {
  if (body.kind === "EntryChanged") return isFinal(body.status) ? body.entryId : null;
  if (body.kind === "PhaseChanged") return isFinal(body.status) ? body.phaseId : null;
  return body.kind === "StepChanged" && body.stepId.startsWith("tool_") ? body.stepId : null;
}

/** The phase whose text is void after this fact: another attempt writes it from its start. Its facts come before that. */
export function begunAnew(body: FactBody): string | null {
  return body.kind === "PhaseChanged" ? body.phaseId : null;
}
