import type { CompletionArgs, InputEntries } from "@mistralai/mistralai/models/components";
import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import { completionArgsFor } from "./completion-args.ts";
import { toInputEntry } from "./input-entries.ts";

/** What a request does at the provider: it starts, appends to or restarts a remote conversation. */
type RequestTarget =
  | { operation: "start" }
  | { operation: "append"; remoteId: string }
  | { operation: "restart"; remoteId: string; fromEntryId: string };

/** The request of a model call, complete but for the id of the agent at the provider. */
export type ModelRequest = RequestTarget & {
  inputs: InputEntries[];
  /** Settings that replace the agent's own for this request; undefined where the agent's own apply. */
  completionArgs: CompletionArgs | undefined;
  /** Marks the remote conversation as this call's, so that a lost answer can be found. An append sends none. */
  metadata: Record<string, string>;
};

/** What a request asks for. `results`: an append whose last input is a tool result. */
export type RequestKind = RequestTarget["operation"] | "results";

/** The parts of a claimed call that decide its request. */
export type PlannedFields = Pick<
  ClaimedModelCall,
  | "id"
  | "conversationId"
  | "version"
  | "handoffs"
  | "fallback"
  | "checkpoint"
  | "lostAnswer"
  | "inputs"
  | "toolCallsLeft"
  | "toolCallsOfBudget"
  | "maxTokens"
>;

/** What one attempt of a model call sends, and to which model. */
export interface ModelCallPlan {
  model: string;
  request: ModelRequest;
  kind: RequestKind;
}

/**
 * Plans an attempt of a claimed call. This is the only place that chooses the model, the operation, the inputs and the
 * settings: sending, recovery, spans, metrics and failpoints read the plan.
 */
export function planModelCall(call: PlannedFields): ModelCallPlan {
  const request: ModelRequest = {
    ...targetOf(call),
    inputs: call.inputs.map(toInputEntry),
    completionArgs: completionArgsFor(call),
    metadata: { tramontane_call: call.id, tramontane_conversation: call.conversationId },
  };
  return { model: modelOf(call), request, kind: kindOf(request) };
}

/** The model of a call: the version's own, or the fallback. */
export function modelOf(
  { fallback, version }: Pick<ClaimedModelCall, "fallback" | "version">,
): string {
  return fallback ?? version.spec.model;
}

/** A checkpoint is appended to only while it is clean and no earlier attempt may have appended to it. */
function targetOf({ checkpoint, lostAnswer }: PlannedFields): RequestTarget {
  if (!checkpoint) return { operation: "start" };
  const { remoteId, lastEntryId: fromEntryId, dirty } = checkpoint;
  if (dirty || lostAnswer) return { operation: "restart", remoteId, fromEntryId };
  return { operation: "append", remoteId };
}

function kindOf({ operation, inputs }: ModelRequest): RequestKind {
  const last = inputs.at(-1);
  return operation === "append" && last?.type === "function.result" ? "results" : operation;
}
