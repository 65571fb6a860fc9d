import type { AnswerEvent } from "./answer-event.ts";
import { readFrame } from "./read-event.ts";
import { UndecodableError } from "./stream-faults.ts";

/**
 * Reads events up to the last one of an answer. After an undecodable event the others are ignored, and the stream is
 * read to its end only for the usage of the request.
 */
export class EventReader {
  #fault: UndecodableError | null = null;
  #done = false;

  /** The events of these frames. Throws UndecodableError at the end of an undecodable answer. */
  read(frames: readonly string[]): AnswerEvent[] {
    const events: AnswerEvent[] = [];
    for (const frame of frames) {
      if (this.#done) break;
      for (const event of this.#readOne(frame)) {
        if (this.#fault) this.#follow(this.#fault, event);
        else if (!this.#done) events.push(event);
        this.#done ||= event.type === "done";
      }
    }
    return events;
  }

  /** The stream has ended or failed. Throws UndecodableError if the answer was undecodable. */
  end(): void {
    if (this.#fault) throw this.#fault;
  }

  #readOne(frame: string): AnswerEvent[] {
    try {
      return readFrame(frame);
    } catch (error) {
      if (!(error instanceof UndecodableError)) throw error;
      this.#fault ??= error;
      return [];
    }
  }

  #follow(fault: UndecodableError, event: AnswerEvent) {
    if (event.type !== "done" && event.type !== "error") return;
    if (event.type === "done") fault.ended = { usage: event.usage };
    throw fault;
  }
}
