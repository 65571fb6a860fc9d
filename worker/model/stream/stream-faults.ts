import type { Usage } from "./read-usage.ts";

/** Thrown when a stream ended without its last event. */
export class BrokenStreamError extends Error {
  override name: string = "BrokenStreamError";
}

/** Thrown when no byte arrived within the idle time. */
export class SilentStreamError extends BrokenStreamError {
  override name = "SilentStreamError";
}

/**
 * Thrown when an answer cannot be decoded. `ended`: the provider completed it, with this usage; null when it did not, or
 * when that is unknown.
 */
export class UndecodableError extends BrokenStreamError {
  override name = "UndecodableError";
  ended: { usage: Usage | null } | null = null;
}

/** Thrown when an event of an answer, or the whole answer, exceeds its size limit. */
export class AnswerTooLargeError extends BrokenStreamError {
  override name = "AnswerTooLargeError";
}

/** Thrown for an error event of the provider inside a stream. */
export class StreamFailedError extends Error {
  override name = "StreamFailedError";
  /** The provider's code; null without one. */
  readonly code: number | null;
  constructor(code: number | null = null) {
    super(`the provider sent an error event with ${code === null ? "no code" : `code ${code}`}`);
    this.code = code;
  }
}
