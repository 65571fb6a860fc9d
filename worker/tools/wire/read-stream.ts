import { createParser } from "eventsource-parser";
import { answers, readMessages, type Waiting } from "./carry.ts";
import { faultMessage, LostAnswerError, MalformedAnswerError } from "./faults.ts";
import { maxAnswerBytes, maxStreamBytes } from "./limits.ts";

/** The state of the request at the end of its stream. */
export interface StreamEnd {
  /** Id of the last event where the answer has not come: the stream can be resumed from there. */
  resumeFrom: string | null;
}

const lost = () => new LostAnswerError("broke off in the middle of its answer");
const tooLong = () => new MalformedAnswerError(`answered with more than ${maxAnswerBytes} bytes`);

/**
 * A stream of events as the SDK may read it: every message cleaned and bounded, closed once the answer to `waiting` has
 * come. A stream that ends without it ends with a fault for the request, unless it can be resumed.
 */
export function readStream(
  body: ReadableStream<Uint8Array>,
  waiting: Waiting | null,
  ended: (end: StreamEnd) => void = () => {},
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const reading = new Reading(waiting);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      while (!reading.hasOutput && !reading.over) {
        const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
        if (done || !value) reading.end();
        else reading.push(value);
      }
      controller.enqueue(encoder.encode(reading.takeOutput()));
      if (!reading.over) return;
      ended({ resumeFrom: reading.resumeFrom });
      void reader.cancel().catch(() => {});
      controller.close();
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

class Reading {
  over = false;
  resumeFrom: string | null = null;
  readonly #waiting: Waiting | null;
  readonly #decoder = new TextDecoder();
  readonly #parser;
  #output = "";
  #size = 0;
  /** What came since the last event, for an answer that is too long. */
  #pending = "";
  #dispatched = false;

  constructor(waiting: Waiting | null) {
    this.#waiting = waiting;
    this.#parser = createParser({
      onEvent: (event) => this.#event(event),
      onRetry: (ms) => void (this.#output += `retry: ${ms}\n\n`),
    });
  }

  get hasOutput(): boolean {
    return this.#output !== "";
  }

  takeOutput(): string {
    const output = this.#output;
    this.#output = "";
    return output;
  }

  push(bytes: Uint8Array) {
    this.#size += bytes.length;
    const text = this.#decoder.decode(bytes, { stream: true });
    this.#pending += text;
    this.#dispatched = false;
    this.#parser.feed(text);
    if (this.#dispatched) this.#pending = text.slice(behindLastEvent(text));
    if (this.#pending.length > maxAnswerBytes) this.#tooLong();
    else if (this.#waiting && this.#size > maxStreamBytes) this.#fail(tooLong());
  }

  /** The server has closed the stream. */
  end() {
    if (this.over) return;
    this.over = true;
    if (this.#waiting && this.resumeFrom === null) this.#fail(lost());
  }

  #event({ id, data, event }: { id?: string; data: string; event?: string }) {
    this.#dispatched = true;
    if (this.over) return;
    if (id) this.resumeFrom = id;
    const head = id ? `id: ${id.replaceAll(/[\r\n]/g, "")}\n` : "";
    if (data === "" || (event && event !== "message")) {
      if (head) this.#output += `${head}data:\n\n`;
      return;
    }
    this.#messages({ text: data, cut: false }, head);
  }

  #messages(body: { text: string; cut: boolean }, head = "") {
    try {
      for (const message of readMessages(body, this.#waiting)) {
        this.#output += `${head}data: ${JSON.stringify(message)}\n\n`;
        if (answers(message, this.#waiting)) this.#answered();
      }
    } catch (error) {
      if (!(error instanceof MalformedAnswerError)) throw error;
      if (this.#waiting) this.#fail(error);
    }
  }

  #tooLong() {
    const data = this.#pending.split("\n").filter((line) => line.startsWith("data:"));
    if (this.#waiting) this.#messages({ text: data.map((l) => l.slice(5)).join("\n"), cut: true });
    this.over = true;
  }

  #fail(fault: MalformedAnswerError | LostAnswerError) {
    this.#output += `data: ${JSON.stringify(faultMessage(this.#waiting?.id, fault))}\n\n`;
    this.#answered();
  }

  #answered() {
    this.over = true;
    this.resumeFrom = null;
  }
}

const behindLastEvent = (text: string) =>
  Math.max(text.lastIndexOf("\n\n") + 2, text.lastIndexOf("\r\n\r\n") + 4, 0);
