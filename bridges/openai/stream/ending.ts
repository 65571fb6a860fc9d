import type { TurnFailure } from "../../../clients/client/turn/mod.ts";

/** How a response ends: the fields of its object, and the last event of its stream. */
export interface Ending {
  event: "response.completed" | "response.failed" | "response.incomplete";
  status: "completed" | "failed" | "incomplete" | "cancelled";
  error: { code: string; message: string } | null;
  incomplete_details: { reason: string } | null;
}

const ended = (event: Ending["event"], status: Ending["status"]): Ending => ({
  ...{ event, status, error: null, incomplete_details: null },
});

/** A response ends with a request for an approval, too: the client decides, and reads a further response. */
export const completed: Ending = ended("response.completed", "completed");

/** The end of a response with its turn; null while the turn goes on. */
export function endingOf(status: string, failure: TurnFailure | null): Ending | null {
  switch (status) {
    case "COMPLETED":
      return completed;
    case "FAILED":
      return failedOf(failure);
    // OpenAI has no event for a cancelled response.
    case "CANCELLED":
    case "DISCARDED":
      return ended("response.incomplete", "cancelled");
    default:
      return null;
  }
}

/** A budget cuts an answer as a limit of tokens does. */
function failedOf(failure: TurnFailure | null): Ending {
  if (failure?.code === "BUDGET_EXCEEDED") {
    const incomplete_details = { reason: "max_output_tokens" };
    return { ...ended("response.incomplete", "incomplete"), incomplete_details };
  }
  const code = failure?.code === "RATE_LIMITED" ? "rate_limit_exceeded" : "server_error";
  const message = failure ? `${failure.code}: ${failure.message}` : "The turn failed.";
  return { ...ended("response.failed", "failed"), error: { code, message } };
}
