import type { Source } from "../source.ts";
import { type Fault, faultOfError } from "./fault.ts";
import { History } from "./history.ts";
import { readShared } from "./page.ts";
import type { ConversationRecord } from "./record.ts";

/** What is known of the conversation. */
interface Known {
  /** The last entry that a fork shares. */
  forkedFrom: string | undefined;
  /** Number of the newest event. */
  lastSeq: number;
}

/** Which state of a conversation is shown: the newest, or that after an event. */
export class TimeTravel {
  readonly #source: Source;
  readonly #id: string;
  readonly #changed: () => void;
  #history: History | undefined;
  #seek: AbortController | undefined;
  /** Number of the event; null: the newest state. */
  at: number | null = null;
  /** The state after that event; null: the newest. */
  record: ConversationRecord | null = null;
  /** Why the wanted state cannot be shown. */
  fault: Fault | null = null;

  constructor(source: Source, id: string, changed: () => void) {
    this.#source = source;
    this.#id = id;
    this.#changed = changed;
  }

  /** True: events are being read. */
  get isSeeking(): boolean {
    return this.#seek !== undefined;
  }

  /** Goes to the state after event `n`; null: to the newest. */
  go(n: number | null, known: Known): void {
    this.#seek?.abort();
    this.#seek = undefined;
    const wanted = n === null ? null : Math.max(0, Math.trunc(n));
    const state = wanted === null ? null : this.#history?.at(wanted);
    if (wanted === null || state) {
      return this.#show(wanted, state ?? null, null);
    }
    const seek = this.#seek = new AbortController();
    this.#changed();
    void this.#read(wanted, known, seek);
  }

  async #read(n: number, known: Known, seek: AbortController): Promise<void> {
    const fault = await this.#readEvents(n, known, seek.signal);
    if (seek.signal.aborted) return;
    this.#seek = undefined;
    const state = fault ? null : this.#history?.at(n) ?? null;
    if (state) this.#show(n, state, null);
    else this.#show(this.at, this.record, fault);
  }

  async #readEvents(
    n: number,
    { forkedFrom, lastSeq }: Known,
    signal: AbortSignal,
  ): Promise<Fault | null> {
    try {
      const shared = this.#history || forkedFrom === undefined
        ? []
        : await readShared(this.#source, this.#id, forkedFrom);
      this.#history ??= new History(this.#source, this.#id, shared);
      return signal.aborted ? null : await this.#history.read(n, lastSeq, signal);
    } catch (error) {
      return faultOfError(error);
    }
  }

  #show(
    at: number | null,
    record: ConversationRecord | null,
    fault: Fault | null,
  ): void {
    this.at = at;
    this.record = record;
    this.fault = fault;
    this.#changed();
  }
}
