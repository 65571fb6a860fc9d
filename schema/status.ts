import {
  type Actor as ActorShape,
  type ActorKind,
  type Failure as FailureShape,
  type FailureCode,
  type Status as StatusName,
} from "../protocol/status.ts";
import type { UsageRecord } from "../protocol/records.ts";
import { Money } from "./budget/budget.ts";
import { builder } from "./builder.ts";
import { enumValues } from "./enum-values.ts";

/** Where something stands. */
export const Status = builder.enumType("Status", {
  description: "Where a turn, step, entry, phase or research run stands. The last four are final.",
  values: enumValues<StatusName>({
    QUEUED: "Accepted, not begun.",
    RUNNING: "Going on, or being written.",
    WAITING: "Held by an approval or by a retry to come.",
    COMPLETED: "Done.",
    FAILED: "Ended by a failure, see `failure`.",
    CANCELLED: "Stopped by someone; what was written stays.",
    DISCARDED: "Void: superseded by a retry or rolled back. Show it no more.",
  }),
});

const FailureCodeEnum = builder.enumType("FailureCode", {
  description: "Why something failed. Values may be added: have a default branch.",
  values: enumValues<FailureCode>({
    BUDGET_EXCEEDED: "A budget was used up.",
    RATE_LIMITED: "The provider or a tool said `too many requests` until the deadline.",
    UNAVAILABLE: "The provider or a tool server could not be reached, or broke off.",
    REFUSED: "The provider refused the request.",
    INVALID_OUTPUT:
      "The output broke off at the token limit, did not fit its schema, or was empty.",
    TOOL_ERROR: "The tool answered with an error.",
    REJECTED: "A human or the tool's policy said no.",
    TIMED_OUT: "Not finished in time.",
    OUTCOME_UNKNOWN: "It may or may not have happened, and was not done again.",
    INTERNAL: "Our fault; `traceId` finds it.",
  }),
});

/** Why something failed. */
export const Failure = builder.objectRef<FailureShape>("Failure").implement({
  description: "What went wrong, in words fit to be shown.",
  fields: (t) => ({
    code: t.expose("code", { type: FailureCodeEnum, description: "For programs." }),
    message: t.exposeString("message", { description: "For people." }),
    traceId: t.string({
      description: "For operators: the trace to look at.",
      nullable: true,
      resolve: (failure) => failure.traceId ?? null,
    }),
  }),
});

const ActorKindEnum = builder.enumType("ActorKind", {
  description: "What kind of caller acted.",
  values: enumValues<ActorKind>({
    USER: "A person.",
    SERVICE: "A program with a key.",
    SYSTEM: "Tramontane itself, as when an approval runs out.",
  }),
});

/** Who did something. */
export const Actor = builder.objectRef<ActorShape>("Actor").implement({
  description: "Who did something.",
  fields: (t) => ({
    kind: t.expose("kind", { type: ActorKindEnum, description: "Person, program or ourselves." }),
    name: t.exposeString("name", { description: "Subject of the credential." }),
  }),
});

/** What was used. */
export const Usage = builder.objectRef<UsageRecord>("Usage").implement({
  description: "What was used, failed and cancelled calls included.",
  fields: (t) => ({
    inputTokens: t.exposeInt("inputTokens", { description: "Tokens read by models." }),
    outputTokens: t.exposeInt("outputTokens", { description: "Tokens written by models." }),
    modelCalls: t.exposeInt("modelCalls", {
      description: "Model calls begun, plus complete answers that were discarded.",
    }),
    toolCalls: t.exposeInt("toolCalls", { description: "Tool calls begun." }),
    cost: t.expose("cost", {
      type: Money,
      description: "Cost; null when a price is not known.",
      nullable: true,
    }),
    estimated: t.exposeBoolean("estimated", {
      description: "True when the provider did not tell all of it and a part is reckoned.",
    }),
    possiblyPaidTwice: t.exposeInt("possiblyPaidTwice", {
      description:
        "Model calls sent again though the first may have been billed: its answer was lost before it named itself. Normally 0.",
    }),
  }),
});
