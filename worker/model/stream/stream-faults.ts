import type { Usage } from "./read-usage.ts";

/** Thrown when a stream ended without its last event, or nothing came for too long. */
export class BrokenStreamError extends Error {
  override name: string = "BrokenStreamError";
}

/** Thrown when nothing came for too long. */
export class SilentStreamError extends BrokenStreamError {
  override name = "SilentStreamError";
}

/**
 * Thrown when an answer cannot be decoded. `ended`: the provider completed it nevertheless, with this usage; null when
 * it did not, or that is not known.
 */
export class UndecodableError extends BrokenStreamError {
  override name = "UndecodableError";
  ended: { usage: Usage | null } | null = null;
}

/** Thrown when one event of an answer, or the whole of it, is larger than is taken. */
export class AnswerTooLargeError extends BrokenStreamError {
  override name = "AnswerTooLargeError";
}

/** Thrown when the provider says in mid-stream that it failed. */
export class StreamFailedError extends Error {
  override name = "StreamFailedError";
  /** The provider's code; null without one. */
  readonly code: number | null;
  constructor(code: number | null = null) {
    super(`the provider failed in mid-stream with ${code === null ? "no code" : `code ${code}`}`);
    this.code = code;
  }
}
