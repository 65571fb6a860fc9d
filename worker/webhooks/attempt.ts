import { DeadlineError } from "../../protocol/async/deadline.ts";
import { signedHeaders } from "../../protocol/webhook/signature.ts";
import { answerWithinMs, webhookLimits } from "../../protocol/webhook/webhook.ts";
import type { AttemptOutcome } from "../../store/webhook/finish-attempt.ts";
import { type AddressRules, checkAddress, RefusedAddressError } from "./checked-address.ts";
import { type Answer, post } from "./post.ts";

/** One message, ready to be signed and sent. */
export interface Outgoing {
  id: string;
  url: string;
  body: string;
  secrets: readonly string[];
}

/** How an attempt went, before it is decided what follows. */
export interface Attempted extends Omit<AttemptOutcome, "retryMs"> {
  /** What the receiver asked for, ms. */
  retryAfterMs: number | null;
}

/** Makes one attempt: checks the address, signs, sends, and reads the answer, all within the time for an answer. */
export async function attempt(
  { id, url, body, secrets }: Outgoing,
  rules: AddressRules,
  stop: AbortSignal,
): Promise<Attempted> {
  const startedAt = new Date();
  const begun = performance.now();
  const ended = (rest: Pick<Attempted, "status" | "failure" | "answer" | "retryAfterMs">) => ({
    ...{ startedAt, durationMs: Math.round(performance.now() - begun), ...rest },
  });
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new DeadlineError(answerWithinMs)), answerWithinMs);
  try {
    const signal = AbortSignal.any([late.signal, stop]);
    const target = await withSignal(checkAddress(url, rules), signal);
    const headers = signedHeaders({ id, at: startedAt, body }, secrets);
    return ended(outcomeOf(await post(target, { headers, body }, signal)));
  } catch (error) {
    if (stop.aborted) throw stop.reason;
    return ended({ status: null, failure: failureOf(error), answer: null, retryAfterMs: null });
  } finally {
    clearTimeout(timer);
  }
}

function outcomeOf({ status, retryAfterMs, body: answer }: Answer) {
  const succeeded = status >= 200 && status < 300;
  const isRedirect = status >= 300 && status < 400;
  const failure = succeeded
    ? null
    : isRedirect
    ? `It redirects (HTTP ${status}), which is not followed.`
    : `It answered HTTP ${status}.`;
  const kept = succeeded ? answer.slice(0, webhookLimits.shortAnswer) : answer;
  return { status, failure, answer: kept, retryAfterMs };
}

/** In words for the owner of the webhook, who wrote the address. Texts of the system name addresses inside: its code alone. */
function failureOf(error: unknown): string {
  if (error instanceof RefusedAddressError) return error.message;
  if (error instanceof DeadlineError) {
    return `It gave no answer within ${answerWithinMs / 1_000} s.`;
  }
  const code = (error as { code?: unknown }).code;
  if (typeof code !== "string" || !/^[A-Z0-9_]{1,50}$/.test(code)) return "The connection failed.";
  return `${certificateFault(code) ?? "The connection failed"} (${code}).`;
}

/** What is wrong with the receiver's certificate, by the code of OpenSSL or Node.js; null: it is another fault. */
function certificateFault(code: string): string | null {
  if (code === "CERT_HAS_EXPIRED") return "Its certificate has expired";
  if (code === "CERT_NOT_YET_VALID") return "Its certificate is not valid yet";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return "Its certificate is for another host";
  return /SELF_SIGNED_CERT|ISSUER_CERT|UNABLE_TO_VERIFY/.test(code)
    ? "Its certificate is signed by no authority that the worker trusts"
    : null;
}

/** A lookup cannot be cancelled: its late result is dropped. */
async function withSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stopped = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stopped = () => reject(signal.reason);
    signal.addEventListener("abort", stopped);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stopped);
  }
}
