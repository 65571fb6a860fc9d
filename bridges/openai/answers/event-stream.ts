import {
  eventFrame,
  eventStreamBody,
  eventStreamHeaders,
} from "../../../protocol/net/event-stream.ts";
import { errorFields } from "../../../telemetry/log.ts";
import type { BridgeCall } from "../../bridge.ts";
import { failureOf } from "../../failure.ts";
import { type ErrorBody, errorBody } from "../errors.ts";

/** A first line that no client takes for an event: the Python package fails on a frame that only sets `retry`. */
const comment = ":\n\n";

/**
 * A stream of frames. An error ends it, as `report` says it. The source ends when the client is gone: it reads with the
 * `signal` of the call.
 */
export function streamOf(
  { signal, log }: Pick<BridgeCall, "signal" | "log">,
  open: (signal: AbortSignal) => AsyncIterable<string>,
  report: (error: ErrorBody) => string,
  headers: Record<string, string> = {},
): Response {
  const gone = new AbortController();
  async function* frames() {
    try {
      yield* open(AbortSignal.any([signal, gone.signal]));
    } catch (error) {
      if (gone.signal.aborted) return;
      const failure = failureOf(error);
      if (failure.status === 500) log.error("bridge.openai_failed", errorFields(error));
      yield report(errorBody(failure, null));
    }
  }
  const body = eventStreamBody(frames(), () => gone.abort(), comment);
  return new Response(body, { headers: { ...eventStreamHeaders, ...headers } });
}

/** The frame of an event of a response. */
export const responseFrame = (event: { type: string }): string =>
  eventFrame(event.type, JSON.stringify(event));
