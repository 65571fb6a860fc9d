import type { Source } from "../clients/client/source.ts";
import type { Logger } from "../telemetry/log.ts";

/** A request to a bridge, after the guard has accepted it and its caller is known. */
export interface BridgeCall {
  request: Request;
  /** Runs the public operations as the caller: with its scopes, limits, quotas, spans and audit. */
  operations: Source;
  /** Aborted when the client is gone, or the process stops. */
  signal: AbortSignal;
  log: Logger;
}

/** A protocol of others in front of the public operations. It has no state and no other access than `operations`. */
export interface Bridge {
  serve(call: BridgeCall): Promise<Response>;
  /** A refusal before the bridge, a `problem`, as its protocol says it: 401, 429 or 503. */
  refused(problem: Response, request: Request): Response | Promise<Response>;
}
