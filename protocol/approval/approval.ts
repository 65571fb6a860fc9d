/** What became of an approval. */
export const verdicts = ["PENDING", "APPROVED", "REJECTED", "WITHDRAWN"] as const;
/** One of `verdicts`. */
export type Verdict = (typeof verdicts)[number];

/** Who decides whether a tool may run. */
export const toolPolicies = ["AUTO", "ASK", "DENY"] as const;
/** One of `toolPolicies`. */
export type ToolPolicy = (typeof toolPolicies)[number];

/** What a tool call needs before it is made. */
export type Admission = "run" | "ask" | "deny";

/**
 * Decides about a call from its tool's policy. A call of no tool of ours, or whose arguments are no object, runs into
 * a refusal that the model reads; nobody is asked about it. `standing`: a human said "always" in this conversation.
 */
export function admission(
  policy: ToolPolicy | undefined,
  call: { arguments: unknown; standing: boolean },
): Admission {
  if (policy === "DENY") return "deny";
  if (policy !== "ASK" || call.standing) return "run";
  const { arguments: args } = call;
  return typeof args === "object" && args !== null && !Array.isArray(args) ? "ask" : "run";
}

/** How long a human is waited for unless told, ms. */
export const approvalTimeoutMs = 24 * 60 * 60_000;
/** Longest that a human is waited for, ms. */
export const maxApprovalTimeoutMs = 30 * 24 * 60 * 60_000;
