import { createParser } from "eventsource-parser";
import {
  answers,
  type Message,
  parsedOrThrow,
  readMessages,
  toMessages,
  type Waiting,
} from "./carry.ts";
import { faultMessage, type LostAnswerError, MalformedAnswerError } from "./faults.ts";
import { maxAnswerBytes, maxRetryMs, maxStreamBytes } from "./limits.ts";
import { MessagePace } from "./message-pace.ts";
import { brokenOff } from "./read-body.ts";

/** The state of the request at the end of its stream. */
export interface StreamEnd {
  /** Id of the last event if there is no answer yet: the stream can be resumed from there. */
  resumeFrom: string | null;
}

const tooLong = () => new MalformedAnswerError(`answered with more than ${maxAnswerBytes} bytes`);

/**
 * A stream of events for the SDK: messages are cleaned and limited, and the stream is closed after the answer to
 * `waiting`. A stream that ends without the answer ends with a fault for the request, unless it can be resumed.
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
        try {
          const { done, value } = await reader.read();
          if (done) reading.end();
          else reading.push(value);
        } catch (cause) {
          reading.breakOff(brokenOff(cause));
        }
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
  readonly #pace = new MessagePace();
  readonly #parser;
  #output = "";
  #size = 0;
  /** The data since the last event, for an answer that is too long. */
  #pending = "";
  #dispatched = false;
  #ending = false;

  constructor(waiting: Waiting | null) {
    this.#waiting = waiting;
    this.#parser = createParser({
      onEvent: (event) => this.#event(event),
      onRetry: (ms) => void (this.#output += `retry: ${Math.min(ms, maxRetryMs)}\n\n`),
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

  /** The server closed the stream. The blank line after its last event may be missing. */
  end() {
    this.#ending = true;
    if (!this.over) this.#parser.feed(`${this.#decoder.decode()}\n\n`);
    this.breakOff(brokenOff(undefined));
  }

  /** The connection broke. */
  breakOff(fault: LostAnswerError | MalformedAnswerError) {
    if (this.over) return;
    this.over = true;
    if (this.#waiting && this.resumeFrom === null) this.#fail(fault);
  }

  #event({ id, data, event }: { id?: string; data: string; event?: string }) {
    this.#dispatched = true;
    if (this.over) return;
    // An event cut by the end of the stream may be incomplete: the server sends it again when the stream is resumed.
    const numbered = id !== undefined && id !== "" && !this.#ending;
    if (numbered) this.resumeFrom = id;
    const head = numbered ? `id: ${id.replaceAll(/[\r\n]/g, "")}\n` : "";
    // Events with other names are not messages, but an answer counts with any name.
    const isMessage = !event || event === "message";
    if (data !== "") this.#messages(() => this.#read(data), { head, isMessage });
    else if (head) this.#output += `${head}data:\n\n`;
  }

  #read(data: string) {
    return toMessages(parsedOrThrow(data), this.#waiting, (one) => this.#pace.passes(one));
  }

  #messages(read: () => Message[], { head = "", isMessage = true } = {}) {
    let passed = false;
    try {
      for (const message of read()) {
        const ends = answers(message, this.#waiting);
        // Answers to other requests are dropped: they would end those.
        if (!ends && (!("method" in message) || !isMessage)) continue;
        passed = true;
        this.#output += `${head}data: ${JSON.stringify(message)}\n\n`;
        if (ends) this.#answered();
      }
    } catch (error) {
      if (!(error instanceof MalformedAnswerError)) throw error;
      if (this.#waiting && isMessage && !this.#ending) this.#fail(error);
    }
    if (!passed && !this.over && head) this.#output += `${head}data:\n\n`;
  }

  #tooLong() {
    const data = this.#pending.split("\n").filter((line) => line.startsWith("data:"));
    const text = data.map((l) => l.slice(5)).join("\n");
    if (this.#waiting) this.#messages(() => readMessages({ text, cut: true }, this.#waiting));
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
