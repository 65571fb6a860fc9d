import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import type { ActivityDeps } from "../../activities/deps.ts";
import type { FailpointName } from "../../failpoints.ts";
import type { Lease } from "../../lease.ts";
import type { ModelCallPlan } from "./plan.ts";
import type { TurnDeadline } from "./turn-deadline.ts";

/** One attempt of a claimed model call, with everything that it works with. */
export interface ModelAttempt {
  deps: ActivityDeps;
  call: ClaimedModelCall;
  plan: ModelCallPlan;
  deadline: TurnDeadline;
  /** The time within which a request may be sent. */
  lease: Lease;
  /** Aborts when the call was cancelled or claimed again, at the turn's deadline, and when the worker shuts down. */
  signal: AbortSignal;
  /** True: this process may make the quick tool calls of the answer itself. */
  makesTools: boolean;
  /** A place where a test can end or pause this attempt. */
  failpoint: (name: FailpointName) => Promise<void> | void;
}
