import { MistralError, RequestTimeoutError } from "@mistralai/mistralai/models/errors";
import { backoffMs } from "../../../protocol/async/retry.ts";
import type { Failure } from "../../../protocol/status.ts";
import type { Requested } from "./provider-error.ts";
import {
  AnswerTooLargeError,
  SilentStreamError,
  UndecodableError,
} from "../stream/stream-faults.ts";

/** The meaning of a failed request. */
export interface ClassifiedFault {
  failure: Failure;
  retry: boolean;
  /** The wait that the provider asked for, ms; null when it asked for none. */
  retryAfterMs: number | null;
  /** The provider may have accepted the request: look for its answer before sending again, and do not append. */
  consumed: boolean;
  /** False for a mere wait, which is no attempt. */
  counts: boolean;
}

/**
 * Classifies an error of a request: 408, 409, 429, 5xx and transport errors are retried, other 4xx are not;
 * `x-should-retry` takes precedence over the status. The failure shows none of the provider's text.
 */
export function classifyFault(
  error: unknown,
  requested: Requested,
  now = Date.now(),
): ClassifiedFault {
  if (error instanceof MistralError) return classifyStatus(error, requested, now);
  if (error instanceof AnswerTooLargeError) return tooLarge;
  if (error instanceof UndecodableError) return undecodable;
  const timedOut = causes(error).some((e) =>
    e instanceof RequestTimeoutError || e instanceof SilentStreamError
  );
  const failure: Failure = timedOut
    ? { code: "TIMED_OUT", message: "The model's provider did not answer in time." }
    : {
      code: "UNAVAILABLE",
      message: "The model's provider could not be reached, or closed the connection.",
    };
  const consumed = requested !== "other" && !neverConnected(error);
  return { failure, retry: true, retryAfterMs: null, consumed, counts: true };
}

/** A retry would be as large, and billed again. */
const tooLarge: ClassifiedFault = {
  failure: { code: "REFUSED", message: "The model's answer is larger than this service accepts." },
  ...{ retry: false, retryAfterMs: null, consumed: true, counts: true },
};

/** The provider answered, so its history may contain the answer. */
const undecodable: ClassifiedFault = {
  failure: {
    code: "UNAVAILABLE",
    message: "The model's provider sent an answer that cannot be read.",
  },
  ...{ retry: true, retryAfterMs: null, consumed: true, counts: true },
};

/** True for an error that shows an outage of the provider, as distinguished from a refused request. */
export function isOutage(error: unknown): boolean {
  if (error instanceof AnswerTooLargeError || error instanceof UndecodableError) return false;
  return !(error instanceof MistralError) || error.statusCode === 408 || error.statusCode >= 500;
}

function classifyStatus(error: MistralError, requested: Requested, now: number): ClassifiedFault {
  const { statusCode: status, headers } = error;
  const shouldRetry = headers.get("x-should-retry");
  // A status below 300 with an error is an answer that could not be decoded: the provider completed it.
  const retry = shouldRetry
    ? shouldRetry === "true"
    : status < 300 || [408, 409, 429].includes(status) || status >= 500;
  // The provider refuses tool results with 400 when an earlier request has delivered them.
  const delivered = status === 400 && requested === "results";
  return {
    failure: statusFailure(status),
    retry: retry || delivered,
    retryAfterMs: readRetryAfter(headers, now),
    consumed: requested !== "other" && (delivered || mayBeAccepted(status, requested)),
    // A locked conversation that is restarted already can only be waited for.
    counts: !(status === 409 && requested === "restart"),
  };
}

/** A locked conversation (409) may be busy with this very request, so it is abandoned for a restart. */
function mayBeAccepted(status: number, requested: Requested): boolean {
  if (status === 409) return requested === "append" || requested === "results";
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

/** The wait that `retry-after-ms` or `Retry-After` (seconds or a date) asks for, ms; null without one. */
export function readRetryAfter(headers: Headers, now: number): number | null {
  const ms = Number(headers.get("retry-after-ms") ?? "");
  if (ms > 0) return ms;
  const text = headers.get("retry-after");
  if (!text) return null;
  const seconds = Number(text);
  const wait = Number.isNaN(seconds) ? Date.parse(text) - now : seconds * 1000;
  return wait > 0 ? Math.ceil(wait) : null;
}

/** True for an error of a request that was never sent. */
export function neverConnected(error: unknown): boolean {
  const codes = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];
  return causes(error).some((e) => codes.includes((e as { code?: string }).code ?? ""));
}

/** An error and its causes, at most five deep. */
function causes(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let e = error; e && found.length < 5; e = (e as { cause?: unknown }).cause) found.push(e);
  return found;
}

/** The wait before the next attempt, ms: as the provider asked, else doubling from `baseMs` to 30 s. Never 0. */
export function retryDelay(
  { retryAfterMs }: Pick<ClassifiedFault, "retryAfterMs">,
  attempt: number,
  baseMs: number,
): number {
  return Math.max(1, retryAfterMs ?? backoffMs(attempt, { firstMs: baseMs, maxMs: 30_000 }));
}
