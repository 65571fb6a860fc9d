import { duration } from "../../../ui/format.ts";
import type { ActivityStepFragment } from "./list.generated.ts";
import type { Row } from "./row.ts";

const ended = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];

/** The state of a conversation for `Status`: of its open turn, else closed, else how the last turn ended. */
export function stateOf(
  { closedAt, currentTurn, lastTurn }: Pick<Row, "closedAt" | "currentTurn" | "lastTurn">,
): { value: string; word?: string } {
  if (currentTurn) return { value: currentTurn.status };
  if (closedAt) return { value: "CLOSED" };
  if (lastTurn?.status === "FAILED") return { value: "FAILED", word: "last turn failed" };
  if (lastTurn?.status === "CANCELLED") return { value: "CANCELLED", word: "last turn cancelled" };
  return { value: "IDLE" };
}

/** What the open turn does now, in words: `get_price, attempt 2, retry in 4 s`. Null: nothing to say. */
export function activityOf(steps: readonly ActivityStepFragment[], now: number): string | null {
  const open = steps.filter(({ status }) => !ended.includes(status));
  // A call that waits for a person or a retry delays the turn: it is what to know first.
  const step = open.find(({ status }) => status === "WAITING") ?? open.at(-1);
  if (!step) return null;
  const others = open.length - 1;
  return wordsOf(step, now) + (others > 0 ? `, and ${others} more` : "");
}

function wordsOf(step: ActivityStepFragment, now: number): string {
  const name = step.__typename === "ToolCall" ? step.name : "model call";
  if (step.status === "WAITING" && step.retryAt) {
    const left = Math.max(0, Math.ceil((Date.parse(step.retryAt) - now) / 1_000));
    const when = left === 0 ? "now" : `in ${duration(left * 1_000)}`;
    return `${name}, attempt ${step.attempts + 1}, retry ${when}`;
  }
  if (step.status === "WAITING" && step.__typename === "ToolCall") {
    return `${name} waits for approval`;
  }
  if (step.status === "WAITING") return `${name} waits`;
  return step.attempts > 1 ? `${name}, attempt ${step.attempts}` : name;
}
