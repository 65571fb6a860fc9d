import { Context } from "@temporalio/activity";
import { ApplicationFailure, ApplicationFailureCategory } from "@temporalio/common";

/**
 * Runs `work` with heartbeats on a timer, not per piece of work, since set-up and first tokens can be slow. The signal
 * aborts when Temporal cancels the activity or this worker shuts down.
 */
export async function withHeartbeat<T>(
  heartbeatMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const context = Context.current();
  // A local activity has no heartbeat of its own.
  const beat = () => context.info.isLocal || context.heartbeat();
  const timer = setInterval(beat, heartbeatMs / 3);
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}

/** An error with which Temporal runs the activity again after `ms`. It is logged at debug and is no failure. */
export function retryActivityAfter(reason: string, ms: number): ApplicationFailure {
  return ApplicationFailure.create({
    message: reason,
    type: "later",
    nextRetryDelay: Math.max(1, Math.ceil(ms)),
    category: ApplicationFailureCategory.BENIGN,
  });
}
