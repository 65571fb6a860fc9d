import type { ConsoleEvent } from "./event-log.ts";

/** An event in words. */
export interface EventWords {
  /** What it is about, such as `Tool call get_price`. */
  readonly what: string;
  /** Its outcome, such as `attempt 2 failed: no answer`. */
  readonly outcome: string;
}

/** Describes an event for a person who does not know its type. */
export function describeEvent(event: ConsoleEvent): EventWords {
  switch (event.__typename) {
    case "TurnChanged":
      return {
        what: turnName(event.turn?.number),
        outcome: withReason(event.status, event.turn?.failure),
      };
    case "EntryChanged":
      return { what: entryName(event.entry), outcome: entryWord(event.status) };
    case "StepChanged":
      return { what: stepName(event.step), outcome: stepWords(event) };
    case "ApprovalChanged":
      return approvalWords(event);
    case "ConversationClosed":
      return { what: "Conversation", outcome: `closed by ${event.closedBy.name}` };
    default:
      return { what: "Event", outcome: "" };
  }
}

type Of<Type> = Extract<ConsoleEvent, { __typename: Type }>;
type Reason = { code: string; message: string } | null | undefined;

const word = (status: string) => status.toLowerCase();
const withReason = (status: string, failure: Reason) =>
  failure && status === "FAILED" ? `failed: ${failure.message}` : word(status);
const entryWord = (status: string) => status === "RUNNING" ? "begun" : word(status);
const turnName = (number: number | undefined) => number === undefined ? "Turn" : `Turn ${number}`;

function entryName(entry: Of<"EntryChanged">["entry"]): string {
  switch (entry?.__typename) {
    case "Message":
      return entry.role === "USER" ? "Message of the user" : "Message of the agent";
    case "ToolCall":
      return `Tool call ${entry.name}`;
    case "Handoff":
      return `Hand-off from ${entry.from.agent.name}`;
    default:
      return "Entry";
  }
}

/** The name of a step: its model or its tool. */
export function stepName(step: Of<"StepChanged">["step"]): string {
  if (step?.__typename === "ModelCall") return `Model call ${step.model}`;
  return step?.__typename === "ToolCall" ? `Tool call ${step.name}` : "Step";
}

function stepWords({ status, attempt, retryAt, failure, note }: Of<"StepChanged">): string {
  if (note) return note;
  if (status === "WAITING") {
    if (!retryAt) return "waits for an approval";
    return `attempt ${attempt} failed, the next is planned${failure ? `: ${failure.message}` : ""}`;
  }
  if (status === "RUNNING") return `attempt ${attempt} begun`;
  return withReason(status, failure);
}

function approvalWords({ verdict, approval }: Of<"ApprovalChanged">): EventWords {
  const tool = approval?.toolCall?.name;
  const what = tool ? `Approval of ${tool}` : "Approval";
  if (verdict === "PENDING") return { what, outcome: "requested" };
  const by = approval?.decidedBy ? ` by ${approval.decidedBy.name}` : "";
  const reason = approval?.reason ? `: ${approval.reason}` : "";
  return { what, outcome: `${word(verdict)}${by}${reason}` };
}
