import type { Verdict } from "./approval.ts";
import type { Page } from "../paging.ts";
import type { Actor } from "../status.ts";

/** A human verdict on one tool call. */
export interface ApprovalRecord {
  id: string;
  callId: string;
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

/** A page of approvals. `head`: number of the last fact of their log when the page was read, or before. */
export interface ApprovalInbox extends Page<ApprovalRecord> {
  totalCount: number;
  head: number;
}
