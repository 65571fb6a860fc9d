import type { Failure } from "../../protocol/status.ts";
import { budgetExceeded } from "../budget/budget-exceeded.ts";

/** The conversation is at another provider than the connected one. */
export const otherProvider = (provider: string): Failure => ({
  code: "REFUSED",
  message: `The conversation is at the provider ${provider}, which is not connected.`,
});

/** The turn did not end before the deployment's deadline. */
export const turnTimedOut: Failure = {
  code: "TIMED_OUT",
  message: "The turn did not end within its time.",
};

/** The model call used all its attempts. */
export const attemptsExhausted: Failure = {
  code: "UNAVAILABLE",
  message: "All attempts of the model call failed.",
};

/** The call was recorded with another input, so its answer must not be adopted. */
export const differentInput: Failure = {
  code: "INTERNAL",
  message: "The call was recorded with another input.",
};

/** The budget's wall time is used up. */
export const budgetTimeExceeded = budgetExceeded("time");

/** The failure of a turn whose deadline has passed. */
export const timeoutFailure = ({ deadlineFromBudget }: { deadlineFromBudget: boolean }) =>
  deadlineFromBudget ? budgetTimeExceeded : turnTimedOut;
