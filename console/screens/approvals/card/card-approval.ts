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

/** The tool of the call as the agent's version knows it; null where it has none, or before it is read. */
export const toolOf = (details: CardDetails) => details?.context.tool ?? null;

/** What a conversation is called: its title, or how it begins. */
export const nameOf = (
  { title, firstText }: { title: string | null; firstText: string | null },
): string => title ?? firstText ?? "a conversation without a title";
