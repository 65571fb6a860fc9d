import { FoldedView } from "../view/folded-view.ts";
import type { Rows } from "../view/rows.ts";
import type { ConversationView } from "../view/view-types.ts";
import {
  type Failure,
  final,
  type StoreApproval,
  type StoreEvent,
  type StoreNode,
  type ToolCallNode,
} from "./entries.ts";

/**
 * What the events said of a tool call so far. The link of an event shows the call as it is when the event is sent, which
 * may be ahead: what no event has said yet is not shown.
 */
export interface CallState {
  readonly id: string;
  /** `writing`: the model writes its arguments; `called`: they are complete; `ended`: it has its result. */
  readonly phase: "writing" | "called" | "ended";
  /** It has run or ended, with arguments that an approver may have changed. */
  readonly hasRun: boolean;
  readonly failure: Failure | null;
  readonly retryAt: string | null;
  readonly note: string | null;
  /** Number of attempts that have begun. */
  readonly attempts: number;
  readonly startedAt: string | null;
  readonly approval: StoreApproval | null;
}

type Calls = Rows<CallState>;
type Of<Type> = Extract<StoreEvent, { __typename: Type }>;

/** The calls after an event of an entry or a step. `view`: after the event; `before`: what was known before it. */
export function callChanged(
  before: { view: ConversationView; calls: Calls },
  view: ConversationView,
  event: Of<"EntryChanged"> | Of<"StepChanged">,
): Calls {
  const { calls } = before;
  const isStep = event.__typename === "StepChanged";
  const id = isStep ? event.stepId : event.entryId;
  const node = callIn(view, id);
  if (!node) return calls;
  const queried = calls.get(id) ? undefined : callIn(before.view, id);
  // The start of a call that was queried is a repetition.
  if (queried && !isStep && !final.includes(event.status)) return calls;
  const was = calls.get(id) ?? (queried && stateOf(queried));
  if (was?.phase === "ended") return calls;
  const phase = final.includes(event.status) ? "ended" : isStep ? "called" : "writing";
  const said = isStep
    ? {
      failure: event.failure,
      retryAt: event.retryAt,
      note: event.note ?? was?.note ?? null,
    }
    : { failure: null, retryAt: null, note: was?.note ?? null };
  const attempts = isStep ? event.attempt : was?.attempts ?? 0;
  const begins = isStep && event.status === "RUNNING" ? event.at : null;
  const startedAt = was?.startedAt ?? begins;
  const runs = phase === "ended" || (isStep && event.status !== "WAITING");
  const hasRun = runs || was?.hasRun === true;
  const approval = was?.approval ?? null;
  return calls.with({
    id,
    phase,
    hasRun,
    ...said,
    attempts,
    startedAt,
    approval,
  });
}

/** The calls after an event of an approval. */
export function approvalChanged(
  calls: Calls,
  view: ConversationView,
  { verdict, approval }: Of<"ApprovalChanged">,
): Calls {
  const id = approval?.toolCall?.id;
  const node = id === undefined ? undefined : callIn(view, id);
  if (!approval || !node) return calls;
  const was = calls.get(node.id) ?? stateOf(node);
  const isOpen = verdict === "PENDING";
  if (isOpen && was.approval && was.approval.verdict !== "PENDING") {
    return calls;
  }
  const decided = isOpen ? { decidedAt: null, reason: null } : {};
  const phase = was.phase === "ended" ? "ended" : "called";
  return calls.with({
    ...was,
    phase,
    approval: { ...approval, verdict, ...decided },
  });
}

/** What a call shows of its node. */
export function callFields(node: ToolCallNode, state: CallState | undefined) {
  const known = state ?? stateOf(node);
  const { phase, hasRun, failure, retryAt, note, approval } = known;
  const hasEnded = phase === "ended";
  // An approver may have changed them: until the call runs, those that the model wrote.
  const proposed = hasRun ? null : (approval ?? node.approval)?.proposedArguments;
  return {
    arguments: phase === "writing" ? null : proposed ?? node.arguments,
    result: hasEnded ? node.result : null,
    output: hasEnded ? node.output : null,
    files: hasEnded ? node.files ?? [] : [],
    failure: hasEnded ? node.failure : failure,
    approval: hasEnded ? node.approval ?? approval : approval,
    retryAt,
    note,
    attempts: hasEnded ? node.attempts : known.attempts,
    startedAt: hasEnded ? node.startedAt : known.startedAt,
    endedAt: hasEnded ? node.endedAt : null,
  };
}

/** The state of a call that was queried: nothing of it is hidden. */
function stateOf(node: ToolCallNode): CallState {
  const {
    id,
    status,
    arguments: written,
    failure,
    approval,
    attempts,
    startedAt,
  } = node;
  const isCalled = written !== null || approval !== null ||
    status === "WAITING";
  const phase = final.includes(status) ? "ended" : isCalled ? "called" : "writing";
  const hasRun = phase !== "writing" && approval?.verdict !== "PENDING";
  const rest = {
    failure,
    retryAt: null,
    note: null,
    attempts,
    startedAt,
    approval,
  };
  return { id, phase, hasRun, ...rest };
}

function callIn(view: ConversationView, id: string): ToolCallNode | undefined {
  const node = FoldedView.of(view).rows.get(id)?.node as StoreNode | undefined;
  return node?.__typename === "ToolCall" ? node : undefined;
}
