import type { Failure } from "../../protocol/status.ts";
import { exceeded } from "../budget/reserve-call.ts";

/** How a turn fails whose conversation lives at a provider that is not connected. */
export const elsewhere = (provider: string): Failure => ({
  code: "REFUSED",
  message: `The conversation lives at ${provider}, which is not connected now.`,
});

/** How a turn fails that did not end by its deadline. */
export const turnTimedOut: Failure = {
  code: "TIMED_OUT",
  message: "The turn did not end within its time.",
};

/** How a turn fails whose model call had all its attempts. */
export const exhausted: Failure = {
  code: "UNAVAILABLE",
  message: "The model was asked as often as is allowed, without an answer.",
};

/** How a turn fails whose call was recorded with another input: it is never adopted. */
export const differentInput: Failure = {
  code: "INTERNAL",
  message: "The call was recorded with another input.",
};

/** How a turn fails whose time is up. */
export const timeoutFailure = ({ deadlineFromBudget }: { deadlineFromBudget: boolean }) =>
  deadlineFromBudget ? budgetTimeExceeded : turnTimedOut;

/** How a turn fails whose budget's time is up. */
export const budgetTimeExceeded = exceeded("time");
