import type { TurnPart } from "../../../clients/client/turn/mod.ts";
import { ownerOf, type ResponseRef } from "../ids.ts";
import { completed, type Ending } from "./ending.ts";
import type { OutputItem } from "./items.ts";
import { type NumberedEvent, ResponseWriter } from "./response-writer.ts";
import { TurnScript } from "./turn-script.ts";

/** Which response of a turn is read, and from where. */
export interface ScriptOptions {
  ref: ResponseRef;
  /** The reader has the events up to this number; null: none. */
  after: number | null;
  /** True: requests for approvals do not end the response. */
  whole?: boolean;
  /** The object of the response when it begins. */
  begun: object;
}

/**
 * One response of a turn, from the parts of the whole turn. The events and their numbers follow from the log and the final
 * texts, so that each API process makes the same ones at any time.
 */
export class ResponseScript {
  readonly #options: ScriptOptions;
  readonly #script: TurnScript;
  #writer: ResponseWriter;
  /** The response of the turn that is being written. */
  #part = 0;
  #paused = false;
  #ending: Ending | null = null;
  /** By the id of the approval: the response of the turn that its decision is in. */
  readonly #decided = new Map<string, number>();

  constructor(options: ScriptOptions) {
    this.#options = options;
    this.#writer = this.#begin();
    this.#script = new TurnScript(this.#writer);
  }

  /** How the response has ended; null while it goes on. */
  get ending(): Ending | null {
    return this.#ending;
  }

  /** Whether the turn has come to this response. */
  get hasBegun(): boolean {
    return this.#isWanted;
  }

  /** The complete items of the response. */
  get output(): OutputItem[] {
    return this.#isWanted ? this.#writer.output : [];
  }

  /** How many items the reader was shown that were replaced. */
  get replaced(): number {
    return this.#writer.replaced;
  }

  /** The response that follows the last of these decisions; null: none of them was read. */
  partAfter(approvalIds: readonly string[]): number | null {
    const parts = approvalIds.flatMap((id) => this.#decided.get(id) ?? []);
    return parts.length > 0 ? Math.max(...parts) : null;
  }

  /** The events since the last call. */
  take(): NumberedEvent[] {
    return this.#writer.take();
  }

  /** Takes the parts of one event of the turn. */
  apply(parts: readonly TurnPart[]): void {
    if (this.#ending) return;
    this.#script.apply(parts);
    if (this.#paused && !this.#script.waits) this.#continue();
    else if (!this.#paused && this.#script.waits && !this.#options.whole) this.#pause();
    for (const part of parts) {
      const isDecision = part.type === "approval" && part.verdict !== "PENDING";
      if (isDecision) this.#decided.set(part.approvalId, this.#part);
    }
    if (this.#isWanted && !this.#paused) this.#ending ??= this.#script.ending;
  }

  /** The last event, with the object of the response. */
  end({ event }: Ending, response: object): void {
    this.#writer.write(this.#script.generation, { type: event, response });
  }

  get #isWanted(): boolean {
    return this.#part === this.#options.ref.part;
  }

  #pause() {
    this.#paused = true;
    if (this.#isWanted) this.#ending = completed;
  }

  #continue() {
    this.#paused = false;
    this.#part++;
    this.#writer = this.#begin();
    this.#script.continueIn(this.#writer);
  }

  #begin(): ResponseWriter {
    const { ref, after, begun: response } = this.#options;
    const { turnId } = ref;
    const from = this.#isWanted ? after : Number.MAX_SAFE_INTEGER;
    const writer = new ResponseWriter(ownerOf({ turnId, part: this.#part }), from);
    const events = ["response.created", "response.in_progress"];
    writer.write(0, ...events.map((type) => ({ type, response })));
    return writer;
  }
}
