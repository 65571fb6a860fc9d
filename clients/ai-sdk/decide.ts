import { RequestError, type Source, whileAway } from "@tramontane/client";
import { decideChatApproval, pendingApproval } from "./chat.generated.ts";
import { command, RefusedError } from "./commands.ts";
import type { Decision } from "./outgoing.ts";

/** What `addToolApprovalResponse({ options: { body } })` can add to an approval. */
export interface ApprovalBody {
  /** By approval id. */
  approvals?: Record<string, {
    /** Arguments that replace the proposed ones. */
    arguments?: unknown;
    /** Approves further calls of this tool in this conversation, too. */
    always?: boolean;
  }>;
}

/** Decides about an approval. One that was decided elsewhere stays as it is: the message will show that decision. */
export async function decide(
  client: Source,
  { approvalId, approved, reason, argumentsHash }: Decision,
  body: ApprovalBody = {},
): Promise<void> {
  const { arguments: edited = null, always = false } = body.approvals?.[approvalId] ?? {};
  const verdict = approved
    ? { approve: { arguments: edited, always, reason: reason ?? null } }
    : { reject: { reason: reason || "The user rejected the call." } };
  try {
    await command(client, decideChatApproval, {
      ...{ approvalId, verdict, idempotencyKey: crypto.randomUUID() },
      argumentsHash: argumentsHash ?? await hashOf(client, approvalId),
    });
  } catch (error) {
    if (!(error instanceof RefusedError && error.reason === "DECIDED")) throw error;
  }
}

/** For a message that was stored without descriptors. */
async function hashOf(client: Source, id: string): Promise<string> {
  const { approval } = await whileAway(() => client.request(pendingApproval, { id }));
  if (approval?.__typename === "Approval") return approval.argumentsHash;
  throw new RequestError("NOT_FOUND", `no approval ${id}`, { retryable: false });
}
