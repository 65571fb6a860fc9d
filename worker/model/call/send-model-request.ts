import type { CallOutcome } from "../../../protocol/async/circuit-breaker.ts";
import { possiblyPaidTwice } from "../../../telemetry/outcomes/log-events.ts";
import { recordSince } from "../../../telemetry/metrics.ts";
import { reportFirstChunk } from "../../spans/chat-span.ts";
import { measureFirstChunk, measuringRequest } from "../../spans/client-metrics.ts";
import { createAnswer, isAnswerError } from "../answer/answer.ts";
import { speakersOf, type VersionOf } from "../answer/speakers.ts";
import type { Transcript } from "../answer/transcript.ts";
import { isOutage } from "../provider/classify-fault.ts";
import { fromProvider, ProviderError, streamFromProvider } from "../provider/provider-error.ts";
import type { ModelAttempt } from "./attempt.ts";

/** What a request needs beyond its plan. */
interface Sending {
  /** The agent at the provider. */
  agentId: string;
  /** An earlier request was not found at the provider, which may have billed it. */
  lost: boolean;
}

/**
 * Sends the request of an attempt and reads its answer, while it has a place at the model's semaphore. The socket is
 * closed unless the whole answer was read; after a whole answer it can be used again.
 */
export async function sendModelRequest(
  attempt: ModelAttempt,
  sending: Sending,
): Promise<Transcript> {
  const { deps, plan } = attempt;
  const release = await deps.semaphores.acquire(plan.model, attempt.signal);
  const failed = new AbortController();
  const signal = AbortSignal.any([attempt.signal, failed.signal]);
  let outcome: CallOutcome = "unknown";
  try {
    const transcript = await sendWithinLease({ ...attempt, signal }, sending);
    outcome = "success";
    return transcript;
  } catch (error) {
    if (error instanceof ProviderError && isOutage(error.cause)) outcome = "failure";
    failed.abort();
    throw error;
  } finally {
    release(outcome);
  }
}

async function sendWithinLease(attempt: ModelAttempt, { agentId, lost }: Sending) {
  const { deps, call, plan, lease, failpoint } = attempt;
  if (lost) possiblyPaidTwice(deps.log, { ...call, model: plan.model });
  // Read before the lease is checked: nothing may come between that check and the request.
  const versionOf = await speakersOf(deps.sql, deps.provider, call);
  const createsConversation = plan.request.operation !== "append";
  await lease.ensure(
    deps.sql,
    call,
    createsConversation ? { remoteConversationUnknown: true, possiblyPaidTwice: lost } : null,
  );
  await failpoint("before_request");
  return await measuringRequest(
    plan.model,
    (since) => readAnswer(attempt, { agentId, versionOf, since }),
  );
}

interface Reading {
  agentId: string;
  versionOf: VersionOf;
  /** When the request was sent, in the time of `performance.now()`. */
  since: number;
}

/** Sends the request and reads its answer to the end. */
async function readAnswer(
  attempt: ModelAttempt,
  { agentId, versionOf, since }: Reading,
): Promise<Transcript> {
  const { deps, call, plan: { request, kind }, signal, failpoint } = attempt;
  const { idleMs } = deps.engine;
  const events = await fromProvider(
    kind,
    signal,
    () => deps.conversations.open(request, { agentId, signal, idleMs }),
  );
  await failpoint("request_accepted");
  const appendedTo = request.operation === "append" ? request.remoteId : null;
  const answer = createAnswer(deps, call, appendedTo, versionOf);
  try {
    return await answer.during(async () => {
      let first = true;
      for await (const batch of streamFromProvider(kind, signal, events)) {
        if (first && batch.some(({ type }) => type !== "started")) {
          first = false;
          recordFirstChunk(attempt, since);
        }
        await answer.take(batch);
        await failpoint("first_frame");
        if (answer.ended) break;
      }
      return await answer.whole();
    });
  } catch (error) {
    throw isAnswerError(error) ? new ProviderError(kind, error) : error;
  }
}

function recordFirstChunk({ call, plan: { model } }: ModelAttempt, since: number) {
  const agent = call.version.agentName;
  reportFirstChunk(performance.now() - since);
  recordSince("tramontane.model_call.first_token", since, { agent, model });
  measureFirstChunk(model, since);
}
