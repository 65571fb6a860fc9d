import type { AnswerEvent } from "./answer-event.ts";
import { bytesOf } from "./body.ts";
import { EventReader } from "./event-reader.ts";
import { type AnswerLimits, answerLimits, Frames } from "./frames.ts";
import { eventsOfAnswer } from "./json-answer.ts";
import { AnswerTooLargeError, SilentStreamError } from "./stream-faults.ts";

/** How an answer is read. */
export interface Reading {
  signal: AbortSignal;
  /** Maximum wait for the next byte, ms. */
  idleMs: number;
  limits?: AnswerLimits;
}

/**
 * The events of a streamed answer; those of one network read are one item. Ends with the body; the consumer stops at
 * `done`. Throws SilentStreamError, AnswerTooLargeError, UndecodableError, or the socket's error.
 */
export async function* streamedEvents(
  response: Response,
  { signal, idleMs, limits = answerLimits }: Reading,
): AsyncGenerator<AnswerEvent[], void, undefined> {
  const frames = new Frames(limits);
  const reader = new EventReader();
  try {
    for await (const bytes of bytesOf(bodyOf(response), signal, idleMs, () => silence(idleMs))) {
      const events = reader.read(frames.take(bytes));
      if (events.length > 0) yield events;
    }
  } catch (error) {
    // An undecodable event is a better explanation than the end of the connection.
    if (!signal.aborted) reader.end();
    throw error;
  }
  const rest = reader.read(frames.end());
  if (rest.length > 0) yield rest;
  reader.end();
}

/** The events of an answer that arrived as one JSON document instead of a stream. */
export async function* documentEvents(
  response: Response,
  reading: Reading,
): AsyncGenerator<AnswerEvent[], void, undefined> {
  yield eventsOfAnswer(await textOfBody(response, reading));
}

/** A body as text. Throws as `streamedEvents` does. */
export async function textOfBody(
  response: Response,
  { signal, idleMs, limits = answerLimits }: Reading,
): Promise<string> {
  const decoder = new TextDecoder();
  const texts: string[] = [];
  let size = 0;
  for await (const bytes of bytesOf(bodyOf(response), signal, idleMs, () => silence(idleMs))) {
    size += bytes.length;
    if (size > limits.answerBytes) {
      throw new AnswerTooLargeError(`the answer has more than ${limits.answerBytes} bytes`);
    }
    texts.push(decoder.decode(bytes, { stream: true }));
  }
  return texts.join("") + decoder.decode();
}

const silence = (ms: number) => new SilentStreamError(`no byte arrived for ${ms} ms`);

function bodyOf(response: Response): ReadableStream<Uint8Array> {
  return response.body ?? new ReadableStream({ start: (empty) => empty.close() });
}
