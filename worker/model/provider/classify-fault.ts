import { MistralError, RequestTimeoutError } from "@mistralai/mistralai/models/errors";
import type { Failure } from "../../../protocol/status.ts";
import type { Asked } from "./provider-error.ts";
import {
  AnswerTooLargeError,
  SilentStreamError,
  UndecodableError,
} from "../stream/stream-faults.ts";

/** What a failed attempt means. */
export interface Classified {
  failure: Failure;
  retry: boolean;
  /** How long the provider asked us to wait, ms; null when it did not say. */
  retryAfterMs: number | null;
  /** The provider may have taken the request in: look before sending again, and do not append. */
  consumed: boolean;
  /** False when it was only a wait, which counts no attempt. */
  counts: boolean;
}

/**
 * Failure classes of design 6.1: 408, 409, 429, 5xx and transport faults are retried, other 4xx are not;
 * `x-should-retry` decides before the status. `asked`: what was asked when it failed. Messages are ours: nothing of
 * the provider's text is shown.
 */
export function classify(error: unknown, asked: Asked, now = Date.now()): Classified {
  if (error instanceof MistralError) return classifyStatus(error, asked, now);
  if (error instanceof AnswerTooLargeError) return tooLarge;
  if (error instanceof UndecodableError) return undecodable;
  const timedOut = causes(error).some((e) =>
    e instanceof RequestTimeoutError || e instanceof SilentStreamError
  );
  const failure: Failure = timedOut
    ? { code: "TIMED_OUT", message: "The model's provider did not answer in time." }
    : { code: "UNAVAILABLE", message: "The model's provider could not be reached, or broke off." };
  const consumed = asked !== "other" && !neverConnected(error);
  return { failure, retry: true, retryAfterMs: null, consumed, counts: true };
}

/** A retry would be as large, and charged again. */
const tooLarge: Classified = {
  failure: { code: "REFUSED", message: "The model's answer is larger than this service accepts." },
  ...{ retry: false, retryAfterMs: null, consumed: true, counts: true },
};

/** The provider answered, so its history may hold the answer. */
const undecodable: Classified = {
  failure: {
    code: "UNAVAILABLE",
    message: "The model's provider sent an answer that cannot be read.",
  },
  ...{ retry: true, retryAfterMs: null, consumed: true, counts: true },
};

/** True for a fault that says that the model's provider is out, as against one that says no. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AnswerTooLargeError || error instanceof UndecodableError) return false;
  return !(error instanceof MistralError) || error.statusCode === 408 || error.statusCode >= 500;
}

function classifyStatus(error: MistralError, asked: Asked, now: number): Classified {
  const { statusCode: status, headers } = error;
  const told = headers.get("x-should-retry");
  // A 200 that could not be decoded: the provider finished, its answer is lost to us.
  const retry = told
    ? told === "true"
    : status < 300 || [408, 409, 429].includes(status) || status >= 500;
  // Results that are refused were taken in before; the wait for a lock that nobody else can get round is no attempt.
  const spent = status === 400 && asked === "results";
  return {
    failure: statusFailure(status),
    retry: retry || spent,
    retryAfterMs: retryAfter(headers, now),
    consumed: asked !== "other" && (spent || mayBeTaken(status, asked)),
    counts: !(status === 409 && asked === "restart"),
  };
}

/** A busy conversation is not waited for: something of ours may be going on in it, so it is left for a new one. */
function mayBeTaken(status: number, asked: Asked): boolean {
  if (status === 409) return asked === "append" || asked === "results";
  return status === 408 || status < 300 || status >= 500;
}

function statusFailure(status: number): Failure {
  if (status === 429) return { code: "RATE_LIMITED", message: "The model's provider is too busy." };
  if (status === 401) return refused("The model's provider refused the key.");
  if (status === 403) return refused("The model's provider does not allow this.");
  if (status >= 400 && status < 500 && status !== 408 && status !== 409) {
    return refused(`The model's provider refused the request (${status}).`);
  }
  return { code: "UNAVAILABLE", message: `The model's provider failed (${status}).` };
}

const refused = (message: string): Failure => ({ code: "REFUSED", message });

/** What `retry-after-ms` or `Retry-After` (seconds or a date) ask for, ms; null when they ask for nothing. */
export function retryAfter(headers: Headers, now: number): number | null {
  const ms = Number(headers.get("retry-after-ms") ?? "");
  if (ms > 0) return ms;
  const text = headers.get("retry-after");
  if (!text) return null;
  const seconds = Number(text);
  const wait = Number.isNaN(seconds) ? Date.parse(text) - now : seconds * 1000;
  return wait > 0 ? Math.ceil(wait) : null;
}

/** True when a request that failed so was never sent. */
export function neverConnected(error: unknown): boolean {
  const codes = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];
  return causes(error).some((e) => codes.includes((e as { code?: string }).code ?? ""));
}

/** A fault and what caused it, at most five deep. */
function causes(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let e = error; e && found.length < 5; e = (e as { cause?: unknown }).cause) found.push(e);
  return found;
}

/** Wait before the next attempt, ms: what the provider asked for, else doubling from `baseMs` to 30 s. Never 0. */
export function retryDelay(
  { retryAfterMs }: Pick<Classified, "retryAfterMs">,
  attempt: number,
  baseMs: number,
): number {
  return Math.max(1, retryAfterMs ?? Math.min(30_000, baseMs * 2 ** (attempt - 1)));
}
