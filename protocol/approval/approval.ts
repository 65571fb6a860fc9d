/** States of an approval. */
export const verdicts = ["PENDING", "APPROVED", "REJECTED", "WITHDRAWN"] as const;
/** One of `verdicts`. */
export type Verdict = (typeof verdicts)[number];

/** Whether a tool runs, needs an approval, or never runs. */
export const toolPolicies = ["AUTO", "ASK", "DENY"] as const;
/** One of `toolPolicies`. */
export type ToolPolicy = (typeof toolPolicies)[number];

/** What happens to a tool call first. */
export type Admission = "run" | "ask" | "deny";

/**
 * Decides about a call by its tool's policy. A call of an unknown tool, or with arguments that are not an object, needs
 * no approval: it fails with a message for the model. `standing`: a human chose "always" in this conversation.
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

/** Default time until an approval expires, ms. */
export const approvalTimeoutMs = 24 * 60 * 60_000;
/** Maximum time until an approval expires, ms. */
export const maxApprovalTimeoutMs = 30 * 24 * 60 * 60_000;
