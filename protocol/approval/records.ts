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

/** A page of approvals. `head`: sequence number of the last event of their stream, read not later than the page. */
export interface ApprovalInbox extends Page<ApprovalRecord> {
  totalCount: number;
  head: number;
}
