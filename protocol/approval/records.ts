import type { Verdict } from "./approval.ts";
import type { Page } from "../paging.ts";
import type { Actor } from "../status.ts";

/** A request for a human decision about one tool call, and the verdict. */
export interface ApprovalRecord {
  id: string;
  callId: string;
  conversationId: string;
  turnId: string;
  verdict: Verdict;
  proposedArguments: unknown;
  argumentsHash: string;
  createdAt: Date;
  expiresAt: Date;
  approveOnTimeout: boolean;
  decidedAt: Date | null;
  decidedBy: Actor | null;
  reason: string | null;
}

/** By expiry, the earliest first; or those that are decided, the latest first. */
export const approvalOrders = ["EXPIRY", "DECISION"] as const;
/** One of `approvalOrders`. */
export type ApprovalOrder = (typeof approvalOrders)[number];

/** Selects approvals that match all fields. */
export interface ApprovalFilter {
  order?: ApprovalOrder;
  verdicts?: readonly Verdict[] | null;
  /** Name of the agent of the conversation. */
  agent?: string | null;
  conversationId?: string | null;
  server?: string | null;
  tool?: string | null;
  /** Each range contains its begin, not its end. */
  createdFrom?: Date | null;
  createdTo?: Date | null;
  decidedFrom?: Date | null;
  decidedTo?: Date | null;
}

/** A page of approvals. `head`: sequence number of the last event of their stream, read not later than the page. */
export interface ApprovalInbox extends Page<ApprovalRecord> {
  filter: ApprovalFilter;
  head: number;
}

/** What surrounds the tool call of an approval. */
export interface ApprovalContextRecord {
  conversationId: string;
  /** The version that called the tool. */
  versionId: string;
  /** The agent's last message before the call; null: none. */
  messageId: string | null;
  server: string;
  tool: string;
}
