import {
  type Actor as ActorShape,
  type ActorKind,
  type Failure as FailureShape,
  type FailureCode,
  type Status as StatusName,
} from "../protocol/status.ts";
import { builder } from "./builder.ts";
import { enumValues } from "./enum-values.ts";

/** State of a turn, step, entry, phase or research run. */
export const Status = builder.enumType("Status", {
  description:
    "State of a turn, step, entry, phase or research run. COMPLETED, FAILED, CANCELLED and DISCARDED are final.",
  values: enumValues<StatusName>({
    QUEUED: "Accepted, not started.",
    RUNNING: "In progress; an entry: being written.",
    WAITING: "Waits for an approval or for the next attempt.",
    COMPLETED: "Ended with a result.",
    FAILED: "Ended with a failure, see `failure`.",
    CANCELLED: "Cancelled. What was written until then is kept.",
    DISCARDED:
      "Discarded: replaced by a later attempt, or its turn was rolled back. Do not show it.",
  }),
});

const FailureCodeEnum = builder.enumType("FailureCode", {
  description: "Kind of a failure. Values may be added: clients need a default branch.",
  values: enumValues<FailureCode>({
    BUDGET_EXCEEDED: "A budget is used up.",
    RATE_LIMITED: "The provider or a tool answered `too many requests` until the deadline.",
    UNAVAILABLE: "The provider or an MCP server could not be reached, or closed the connection.",
    REFUSED: "The provider refused the request.",
    INVALID_OUTPUT: "The output ended at the token limit, did not match its schema, or was empty.",
    TOOL_ERROR: "The tool answered with an error.",
    REJECTED: "The approval was rejected, or the policy of the tool is DENY.",
    TIMED_OUT: "The deadline passed.",
    OUTCOME_UNKNOWN: "The tool call may have been executed. It was not repeated.",
    INTERNAL: "A fault of Tramontane; `traceId` leads to its cause.",
  }),
});

/** Reason of a failure. */
export const Failure = builder.objectRef<FailureShape>("Failure").implement({
  description: "Reason of a failure.",
  fields: (t) => ({
    code: t.expose("code", { type: FailureCodeEnum, description: "Kind of the failure." }),
    message: t.exposeString("message", {
      description: "English text for display. Clients must not parse it.",
    }),
    traceId: t.string({
      authScopes: { can: "usage:read" },
      description:
        "Id of the trace that recorded the failure; null when nothing was traced. Null without the scope `usage:read`.",
      nullable: true,
      resolve: (failure) => failure.traceId ?? null,
    }),
  }),
});

const ActorKindEnum = builder.enumType("ActorKind", {
  description: "Kind of an actor.",
  values: enumValues<ActorKind>({
    USER: "A user.",
    SERVICE: "A service with an API key.",
    SYSTEM: "Tramontane itself, for example when an approval expires.",
  }),
});

/** The user, service or system that did something. */
export const Actor = builder.objectRef<ActorShape>("Actor").implement({
  description: "The user, service or system that did something.",
  fields: (t) => ({
    kind: t.expose("kind", { type: ActorKindEnum, description: "Kind of the actor." }),
    name: t.exposeString("name", { description: "Subject of the actor's credential." }),
  }),
});
