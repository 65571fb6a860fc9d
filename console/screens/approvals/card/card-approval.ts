import type { CardApprovalFragment } from "./approval-card.generated.ts";

/** An approval as live stores know it: `useApprovals()` and the calls of a conversation. */
export type LiveApproval =
  & Pick<
    CardApprovalFragment,
    | "id"
    | "verdict"
    | "argumentsHash"
    | "proposedArguments"
    | "expiresAt"
    | "approveOnTimeout"
    | "decidedAt"
    | "reason"
  >
  & { readonly toolCall: { readonly server: string; readonly name: string } | null };

/** What only the query of cards reads; undefined: not read yet. */
export type CardDetails = CardApprovalFragment | undefined;

/** What holds now: the details are newer where they know of a decision. */
export const latest = (live: LiveApproval, details: CardDetails): LiveApproval =>
  details !== undefined && details.verdict !== "PENDING" ? details : live;

/** The tool of the call as the agent's version knows it; null where the viewer may not read it, or before it is read. */
export function toolOf(details: CardDetails) {
  const call = details?.toolCall;
  const tools = call?.turn.conversation.agentVersion.tools ?? [];
  return tools.find(({ server, tool }) => server === call?.server && tool.name === call.name)
    ?.tool ?? null;
}
