import type { FailureCode } from "../../protocol/status.ts";
import { type ToolOutcome, unknownOutcome } from "../../store/call/tool-call.ts";
import { classifyFault, type ServerFault } from "./classify-fault.ts";
import { failedOutcome, toOutcome } from "./tool-result.ts";

/** What one call of a tool came to, and whether it may be called once more, up to `attempts` in all. */
export interface ClassifiedAnswer {
  outcome: ToolOutcome;
  again: boolean;
  attempts: number;
  /** How long the server asks to wait before that, ms; left out or null: it does not say. */
  retryAfterMs?: number | null;
}

/** Attempts of a call whose tool answers that the same call may work later. */
const answeredAttempts = 3;

/** Where our own tools give the cause of a failure, and whether the same call may work later. */
const failureKey = "tramontane/failure";

const codes: Record<string, FailureCode> = {
  rate_limited: "RATE_LIMITED",
  timed_out: "TIMED_OUT",
  unavailable: "UNAVAILABLE",
  busy: "UNAVAILABLE",
  stale_crumb: "UNAVAILABLE",
};

/**
 * Judges a tool's result as its server wrote it. A failure that its server calls retryable may be tried again where
 * that is safe; a result that cannot be read is a failure, and the call is not made again.
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
 * The verdict on a call without a valid answer. A refused call may be repeated; a call that may have run only where the
 * tool is idempotent; an answer ends the call, whatever it says.
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
  const { code, retryAfterMs, later: again } = fault;
  const outcome = failedOutcome(code, sentence(name, fault));
  return again ? { outcome, again, attempts, retryAfterMs } : final(outcome);
}

/** A name that the model made up. */
export function unknownTool(name: string): ClassifiedAnswer {
  return final(failedOutcome("TOOL_ERROR", `There is no tool named ${name}.`));
}

function malformed(name: string, cause: string): ClassifiedAnswer {
  const message = `malformed answer: the server of ${name} ${cause}. It was not called again.`;
  return final(failedOutcome("TOOL_ERROR", message));
}

/** The server's own words reach the model alone. */
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
