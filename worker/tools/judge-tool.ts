import type { CallToolResult } from "@modelcontextprotocol/client";
import { ProtocolError, SdkErrorCode } from "@modelcontextprotocol/client";
import type { FailureCode } from "../../protocol/status.ts";
import { type ToolOutcome, unknownOutcome } from "../../store/engine/tool-call.ts";
import { neverConnected } from "../model/classify.ts";
import { failedOutcome, toOutcome } from "./tool-result.ts";

/** What one call of a tool came to, and whether it may be called once more, up to `attempts` in all. */
export interface Judged {
  outcome: ToolOutcome;
  again: boolean;
  attempts: number;
}

/** Attempts of a call whose tool answers that the same call may work later. */
const answeredAttempts = 3;

/** Where a tool of ours tells programs why it failed and whether the same call may work later. */
const failureKey = "tramontane/failure";

const codes: Record<string, FailureCode> = {
  rate_limited: "RATE_LIMITED",
  timed_out: "TIMED_OUT",
  unavailable: "UNAVAILABLE",
  busy: "UNAVAILABLE",
  stale_crumb: "UNAVAILABLE",
};

/** Judges a tool's answer. A failure that its server calls retryable may be tried again where that is safe. */
export function judgeAnswer(name: string, answer: CallToolResult, idempotent: boolean): Judged {
  const outcome = toOutcome(name, answer);
  if (!outcome.failure) return final(outcome);
  const told = (answer._meta?.[failureKey] ?? {}) as { code?: unknown; retryable?: unknown };
  const code = codes[String(told.code)] ?? outcome.failure.code;
  return {
    outcome: { ...outcome, failure: { ...outcome.failure, code } },
    again: told.retryable === true && idempotent,
    attempts: answeredAttempts,
  };
}

/** Judges a call without an answer. One that was sent and is not idempotent may have run, and is not made again. */
export function judgeFault(
  error: unknown,
  { name, idempotent, sent }: { name: string; idempotent: boolean; sent: boolean },
  attempts: number,
): Judged {
  if (error instanceof ProtocolError) return final(failedOutcome("TOOL_ERROR", refusal(name)));
  const ran = sent && !neverConnected(error);
  if (ran && !idempotent) return final(unknownOutcome);
  const late = (error as { code?: unknown } | null)?.code === SdkErrorCode.RequestTimeout;
  const outcome = late
    ? failedOutcome("TIMED_OUT", `The tool ${name} did not answer in time.`)
    : failedOutcome("UNAVAILABLE", `The tool ${name} could not be reached, or broke off.`);
  return { outcome, again: true, attempts };
}

/** A name that the model made up. */
export function unknownTool(name: string): Judged {
  return final(failedOutcome("TOOL_ERROR", `There is no tool named ${name}.`));
}

/** Arguments that are not a JSON object. */
export const refusedArguments: Judged = final(
  failedOutcome("TOOL_ERROR", "The arguments are not a JSON object. Write them again."),
);

const refusal = (name: string) =>
  `The server of ${name} refused the call. Check the name and the arguments.`;

function final(outcome: ToolOutcome): Judged {
  return { outcome, again: false, attempts: 1 };
}
