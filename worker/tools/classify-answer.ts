import type { FailureCode } from "../../protocol/status.ts";
import { unknownOutcome } from "../../store/call/commit-tool-call.ts";
import type { ToolOutcome } from "../../store/call/tool-outcome.ts";
import { classifyFault, type ServerFault } from "./classify-fault.ts";
import { failedOutcome, toOutcome } from "./tool-result.ts";

/** The outcome of a tool call, and whether it may be repeated, up to `attempts` in total. */
export interface ClassifiedAnswer {
  outcome: ToolOutcome;
  again: boolean;
  attempts: number;
  /** The wait that the server requests, ms; absent or null: none. */
  retryAfterMs?: number | null;
}

/** Attempts of a call whose tool answers that the call may succeed later. */
const answeredAttempts = 3;

/** The key at which the built-in tools report the cause of a failure, and whether the call may succeed later. */
const failureKey = "tramontane/failure";

const codes: Record<string, FailureCode> = {
  rate_limited: "RATE_LIMITED",
  timed_out: "TIMED_OUT",
  unavailable: "UNAVAILABLE",
  busy: "UNAVAILABLE",
  stale_crumb: "UNAVAILABLE",
};

/**
 * Classifies the server's result of a tool call. A failure that the server calls retryable is retried if that is safe; a
 * result that cannot be read is a failure without a retry.
 */
export function classifyAnswer(name: string, raw: unknown, idempotent: boolean): ClassifiedAnswer {
  const outcome = toOutcome(name, raw);
  if (!outcome) return malformed(name, "answered with an empty result");
  if (!outcome.failure) return final(outcome);
  const meta = Object(Object(raw)._meta) as Record<string, unknown>;
  const { code: word, retryable } = Object(meta[failureKey]) as {
    code?: unknown;
    retryable?: unknown;
  };
  const code = codes[String(word)] ?? outcome.failure.code;
  return {
    outcome: { ...outcome, failure: { ...outcome.failure, code } },
    again: retryable === true && idempotent,
    attempts: answeredAttempts,
  };
}

/**
 * Classifies a call without a valid answer. A refused call may be repeated; a call that may have run only if the tool is
 * idempotent; any answer ends the call.
 */
export function classifyCallFault(
  error: unknown,
  { name, idempotent, sent }: { name: string; idempotent: boolean; sent: boolean },
  attempts: number,
): ClassifiedAnswer {
  const fault = classifyFault(error);
  if (fault.meaning === "malformed") return malformed(name, fault.cause);
  if (fault.meaning === "error") return final(erring(name, fault));
  if (fault.meaning === "lost" && sent && !idempotent) return final(unknownOutcome);
  const { code, retryAfterMs, retryable: again } = fault;
  const outcome = failedOutcome(code, sentence(name, fault));
  return again ? { outcome, again, attempts, retryAfterMs } : final(outcome);
}

/** The outcome of a name that the model invented. */
export function unknownTool(name: string): ClassifiedAnswer {
  return final(failedOutcome("TOOL_ERROR", `There is no tool named ${name}.`));
}

function malformed(name: string, cause: string): ClassifiedAnswer {
  const message = `malformed answer: the server of ${name} ${cause}. It was not called again.`;
  return final(failedOutcome("TOOL_ERROR", message));
}

/** Only the model receives the server's own words. */
function erring(name: string, { cause, serverMessage }: ServerFault): ToolOutcome {
  const message = `The server of ${name} ${cause}.`;
  const result = serverMessage === null
    ? message
    : `The tool failed. Its server says: ${serverMessage}`;
  return failedOutcome("TOOL_ERROR", message, result);
}

function sentence(name: string, { meaning, cause, code }: ServerFault): string {
  if (code === "TIMED_OUT") return `The tool ${name} did not answer in time.`;
  return meaning === "refused"
    ? `The tool ${name} was not run: its server ${cause}.`
    : `The answer of the tool ${name} was lost: its server ${cause}.`;
}

/** An outcome that ends the call. */
export function final(outcome: ToolOutcome): ClassifiedAnswer {
  return { outcome, again: false, attempts: 1 };
}
