import { Context } from "@temporalio/activity";
import { ApplicationFailure, ApplicationFailureCategory } from "@temporalio/common";

/**
 * Runs `work` with a heartbeat on a timer from its first moment, not per piece of work: set-up and first tokens can
 * be slow. The signal aborts when Temporal cancels, or when this worker shuts down.
 */
export async function withHeartbeat<T>(
  heartbeatMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const context = Context.current();
  // One that runs in its workflow's own task beats by that.
  const beat = () => context.info.isLocal || context.heartbeat();
  const timer = setInterval(beat, heartbeatMs / 3);
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}

/** Thrown to have Temporal come back after `ms`. Expected, so it is logged at debug and counts as no failure. */
export function retryActivityAfter(why: string, ms: number): ApplicationFailure {
  return ApplicationFailure.create({
    message: why,
    type: "later",
    nextRetryDelay: Math.max(1, Math.ceil(ms)),
    category: ApplicationFailureCategory.BENIGN,
  });
}
