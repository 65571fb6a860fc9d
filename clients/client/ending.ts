import { readErrors } from "./answer.ts";
import type { ConnectionEnd } from "./connection.ts";
import { type DocumentError, GapError, StreamError } from "./errors.ts";
import { mayReconnect, refusedTokenCodes } from "./retry.ts";

/** How reading over one connection ended. */
export type Ending =
  | ConnectionEnd
  | { by: "retryable"; error: StreamError }
  | { by: "failed"; error: StreamError | DocumentError }
  | { by: "gap"; last: number; fromSeq: number; again: boolean }
  | { by: "full" };

/** Next action of a reader. `now`: without waiting, because the server works. */
export type Next =
  | { do: "end" }
  | { do: "fail"; error: Error }
  | { do: "resume"; now: boolean; reason: string; cause?: StreamError }
  | { do: "drain" };

/** The next action after a connection. `tokensAreFresh`: each connection gets new parameters. */
export function nextAfter(ending: Ending, tokensAreFresh: boolean): Next {
  switch (ending.by) {
    case "complete":
      return { do: "end" };
    case "full":
      return { do: "drain" };
    case "failed":
      return { do: "fail", error: ending.error };
    case "retryable":
      return { do: "resume", now: false, reason: ending.error.message, cause: ending.error };
    case "errors":
      return afterErrors(ending.errors);
    case "gap":
      return afterGap(ending);
    case "close":
      return afterClose(ending, tokensAreFresh);
  }
}

function afterErrors(errors: Extract<Ending, { by: "errors" }>["errors"]): Next {
  const reading = readErrors(errors);
  if (reading.is === "failed") return { do: "fail", error: reading.error };
  if (reading.is === "retryable") {
    return { do: "resume", now: false, reason: reading.error.message, cause: reading.error };
  }
  return { do: "end" };
}

function afterGap({ last, fromSeq, again }: Extract<Ending, { by: "gap" }>): Next {
  if (again) return { do: "fail", error: new GapError(last, fromSeq) };
  return { do: "resume", now: true, reason: `a gap after ${last}` };
}

function afterClose({ code, reason }: Extract<Ending, { by: "close" }>, fresh: boolean): Next {
  const error = new StreamError("CLOSED", `${code} ${reason}`, { closeCode: code });
  if (!mayReconnect(code, fresh)) return { do: "fail", error };
  const isRefused = code !== undefined && refusedTokenCodes.includes(code);
  return { do: "resume", now: false, reason, ...(isRefused && { cause: error }) };
}
