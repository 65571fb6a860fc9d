/** Decides an approval, once. `argumentsHash`: hash of the arguments on which the decision is based. */
export interface DecideApproval {
  idempotencyKey: string;
  approvalId: string;
  argumentsHash: string;
  verdict:
    /** `arguments` null: the proposed ones. `always`: later calls of the tool in the conversation need no approval. */
    | { kind: "APPROVED"; arguments: unknown; always: boolean; reason: string | null }
    | { kind: "REJECTED"; reason: string };
}

/** Result of `DecideApproval`. */
export interface DecidedApproval {
  approvalId: string;
  conversationId: string;
  replayed: boolean;
}
