import { createParser } from "eventsource-parser";
import { AnswerTooLargeError } from "./stream-faults.ts";

/** Limits of an answer. */
export interface AnswerLimits {
  /** Maximum size of an event, UTF-16 units. */
  frameUnits: number;
  /** Maximum size of an answer, bytes. */
  answerBytes: number;
}

/** The limits in production: the provider's images are files, so an answer is text and far smaller. */
export const answerLimits: AnswerLimits = { frameUnits: 8_000_000, answerBytes: 64_000_000 };

/**
 * Splits the bytes of a stream into the data of its server-sent events. A last event without its blank line counts:
 * some gateways omit the line. Throws AnswerTooLargeError.
 */
export class Frames {
  readonly #limits: AnswerLimits;
  readonly #decoder = new TextDecoder();
  #data: string[] = [];
  #bytes = 0;
  #afterCr = false;
  #tooLarge = false;
  readonly #parser;

  constructor(limits: AnswerLimits = answerLimits) {
    this.#limits = limits;
    this.#parser = createParser({
      maxBufferSize: limits.frameUnits,
      onEvent: ({ data }) => this.#data.push(data),
      // Unknown fields and comments are ignored, as the standard requires.
      onError: ({ type }) => this.#tooLarge ||= type === "max-buffer-size-exceeded",
    });
  }

  /** Adds bytes; returns the events that they complete. */
  take(bytes: Uint8Array): string[] {
    this.#bytes += bytes.length;
    if (this.#bytes > this.#limits.answerBytes) {
      throw new AnswerTooLargeError(`the answer has more than ${this.#limits.answerBytes} bytes`);
    }
    return this.#feed(this.#decoder.decode(bytes, { stream: true }));
  }

  /** Ends the stream; returns the remaining events. */
  end(): string[] {
    return this.#feed(`${this.#decoder.decode()}\n\n`);
  }

  #feed(text: string): string[] {
    const lines = this.#withLineFeeds(text);
    if (lines !== "") this.#parser.feed(lines);
    if (this.#tooLarge) {
      throw new AnswerTooLargeError(`an event has more than ${this.#limits.frameUnits} units`);
    }
    return this.#data.splice(0);
  }

  /** Converts line ends to LF: the parser would wait for more after a CR at the end of a chunk. */
  #withLineFeeds(text: string): string {
    if (text === "") return text;
    const rest = this.#afterCr && text.startsWith("\n") ? text.slice(1) : text;
    this.#afterCr = text.endsWith("\r");
    return rest.includes("\r") ? rest.replace(/\r\n?/g, "\n") : rest;
  }
}
