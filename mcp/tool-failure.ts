import type { CallToolResult } from "@modelcontextprotocol/server";
import { errorFields, type Logger } from "../telemetry/log.ts";
import { MarketFault, type MarketFaultCode } from "./market/fault.ts";

/** `_meta` key of a failed result, with its code and whether a retry may succeed. */
export const failureKey = "tramontane/failure";

/** A failure with a text for the model and a code for clients. */
export interface Failure {
  code: string;
  /** Whether the same call may succeed later. */
  retryable: boolean;
  /** What failed and what to do. It contains no text of other servers. */
  text: string;
}

/** A failure with a text by the tool. */
export class ToolFailure extends Error {
  override readonly name = "ToolFailure";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.text);
    this.failure = failure;
  }
}

const marketFailures: Record<MarketFaultCode, Omit<Failure, "code">> = {
  rate_limited: {
    retryable: true,
    text:
      "The market data source limits the rate of requests. Try again in a minute, with fewer symbols at once.",
  },
  stale_crumb: {
    retryable: true,
    text: "The market data source refused the session. Try again in a minute.",
  },
  not_found: {
    retryable: false,
    text: "The market data source has no data for these arguments. Check the symbol and the range.",
  },
  refused: {
    retryable: false,
    text:
      "The market data source does not accept this combination of arguments. Try a shorter period or a longer interval.",
  },
  timed_out: {
    retryable: true,
    text: "The market data source did not answer in time. Try again once; do not guess figures.",
  },
  unavailable: {
    retryable: true,
    text:
      "The market data source cannot be reached. Try again later, or go on without it; do not guess figures.",
  },
  unreadable: {
    retryable: false,
    text:
      "The market data source gave an answer that cannot be read. Go on without it; do not guess figures.",
  },
  busy: {
    retryable: true,
    text: "Too many market data requests are waiting. Try again in a few seconds.",
  },
};

/** The failure of a call whose client has disconnected, for the log and metrics. */
export const cancelled: Failure = {
  code: "cancelled",
  retryable: true,
  text: "The call was cancelled.",
};

/** The failure of an error that a tool threw. Unexpected errors are logged, and not shown to the model. */
export function describeFailure(error: unknown, log: Logger): Failure {
  if (error instanceof ToolFailure) return error.failure;
  if (error instanceof MarketFault) return { code: error.code, ...marketFailures[error.code] };
  log.error("mcp.tool_failed", errorFields(error));
  const text =
    "The tool failed because of an internal error. Go on without it; do not guess figures.";
  return { code: "internal", retryable: false, text };
}

/** The `isError` result of a failure, with text for the model and `_meta` for clients. */
export function failureResult({ code, retryable, text }: Failure): CallToolResult {
  return {
    isError: true,
    content: [{ type: "text", text }],
    _meta: { [failureKey]: { code, retryable } },
  };
}
