import type { Caller } from "../../protocol/caller.ts";
import { forbidden } from "../../protocol/user-error.ts";
import { grantsOf, type Principal } from "../../protocol/auth/principal.ts";
import type { WebhookRecord } from "../../protocol/webhook/records.ts";
import type { Tx } from "../database/sql.ts";
import { Refusal, refuseMissing } from "../refusal.ts";
import { webhookColumns } from "./read-webhooks.ts";

/** True if the webhook is the caller's: the owner of the machine owns all. */
export const isOwner = (
  { subject }: Pick<Caller, "subject">,
  { owner }: { owner: string | null },
) => subject === null || subject === owner;

/**
 * Locks a webhook that the principal reaches. Refuses NotFoundError, and ForbiddenError for a change that its owner alone
 * may make: it decides where the owner's data is sent.
 */
export async function lockWebhook(
  tx: Tx,
  caller: Caller,
  principal: Principal,
  { id, ofOwner }: { id: string; ofOwner: boolean },
): Promise<WebhookRecord> {
  const [found] = await tx<WebhookRecord[]>`select ${webhookColumns(tx)} from webhooks
    where tenant = ${caller.tenant} and id = ${id} and deleted_at is null for no key update`;
  if (!found || !reaches(principal, caller, found)) {
    throw refuseMissing("such webhook", "webhookId");
  }
  if (ofOwner && !isOwner(caller, found)) throw new Refusal(notOwner);
  return found;
}

const reaches = (principal: Principal, caller: Caller, found: WebhookRecord) =>
  grantsOf(principal)["webhooks:read"] === "all" || isOwner(caller, found);

const notOwner = {
  ...forbidden("webhooks:write"),
  message:
    "Only the owner of a webhook may do this, since it reads as its owner. You may pause or delete it, " +
    "and create one of your own.",
};
