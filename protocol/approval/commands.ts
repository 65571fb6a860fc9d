/** Gives the one verdict on a tool call. `argumentsHash`: of the arguments that were looked at. */
export interface DecideApproval {
  idempotencyKey: string;
  approvalId: string;
  argumentsHash: string;
  verdict:
    /** `arguments` null runs the proposed ones. `always`: ask no more for this tool in this conversation. */
    | { kind: "APPROVED"; arguments: unknown; always: boolean; reason: string | null }
    | { kind: "REJECTED"; reason: string };
}

/** See `DecideApproval`. */
export interface DecidedApproval {
  approvalId: string;
  conversationId: string;
  replayed: boolean;
}
