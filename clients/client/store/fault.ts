import { DocumentError, GapError, RequestError, StreamError } from "../errors.ts";

/** What went wrong, as a value: stores and their functions never throw for what a server or network does. */
export interface Fault {
  /** For programs: the server's code, such as NOT_FOUND or CONFLICT, or one of this client, such as UNREACHABLE. */
  readonly code: string;
  /** English text for display. */
  readonly message: string;
  /** True: the same request may succeed later. */
  readonly retryable: boolean;
  /** Of a CONFLICT: its reason, such as BUSY. */
  readonly reason?: string;
  /** Of a VALIDATION error: the fields at fault. */
  readonly issues?: readonly {
    readonly path: readonly string[];
    readonly message: string;
  }[];
  /** The error, where it is none of this client or of the server. */
  readonly cause?: unknown;
}

/** The result of a request: a value, or the reason why there is none. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault };

/** The member of a mutation's result union that refuses it. */
interface Refusal {
  __typename: string;
  message: string;
  reason?: string;
  issues?: Fault["issues"];
}

/** A refusal as a value. Its code is the name of its type: `ConflictError` is CONFLICT. */
export function faultOfRefusal(
  { __typename, message, reason, issues }: Refusal,
): Fault {
  const name = __typename.replace(/Error$/, "");
  const code = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
  const retryable = code === "RATE_LIMITED" || code === "UNAVAILABLE";
  return {
    code,
    message,
    retryable,
    ...(reason && { reason }),
    ...(issues && { issues }),
  };
}

/** An error that reading or sending threw, as a value. */
export function faultOfError(error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RequestError || error instanceof StreamError) {
    return { code: error.code, message, retryable: error.retryable };
  }
  // A text beyond what came before it: the stream is to be resumed.
  if (error instanceof GapError || error instanceof RangeError) {
    return { code: "GAP", message, retryable: true };
  }
  if (error instanceof DocumentError) {
    return { code: "BAD_DOCUMENT", message, retryable: false };
  }
  return { code: "FAILED", message, retryable: false, cause: error };
}

/** A fault that this client finds itself. */
export const ownFault = (code: string, message: string): Fault => ({
  code,
  message,
  retryable: false,
});
