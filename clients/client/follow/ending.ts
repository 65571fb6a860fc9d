import { readErrors } from "./answer.ts";
import { type DocumentError, GapError, type StreamError } from "../errors.ts";
import type { OperationEnd } from "../connection/operations.ts";

/** How reading ended. */
export type Ending =
  | OperationEnd
  | { by: "retryable"; error: StreamError }
  | { by: "failed"; error: StreamError | DocumentError }
  | { by: "gap"; last: number; fromSeq: number; again: boolean }
  | { by: "full" };

/** Next action of a reader. `retry`: after a wait; `resume`: at once, because the server works. */
export type Next =
  | { do: "end" }
  | { do: "fail"; error: Error }
  | { do: "retry"; error: StreamError }
  | { do: "resume" }
  | { do: "drain" };

/** The next action after an operation. */
export function nextAfter(ending: Ending): Next {
  switch (ending.by) {
    case "complete":
      return { do: "end" };
    case "full":
      return { do: "drain" };
    case "failed":
      return { do: "fail", error: ending.error };
    case "retryable":
      return { do: "retry", error: ending.error };
    case "errors":
      return afterErrors(ending.errors);
    case "gap":
      return ending.again
        ? { do: "fail", error: new GapError(ending.last, ending.fromSeq) }
        : { do: "resume" };
  }
}

function afterErrors(errors: Extract<Ending, { by: "errors" }>["errors"]): Next {
  const reading = readErrors(errors);
  if (reading.is === "failed") return { do: "fail", error: reading.error };
  return reading.is === "retryable" ? { do: "retry", error: reading.error } : { do: "end" };
}
