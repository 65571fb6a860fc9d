import type { Share, Shared, Unshare } from "../../protocol/access/share.ts";
import { actOf } from "../../protocol/audit/act.ts";
import { limits } from "../../protocol/limits.ts";
import { validationError } from "../../protocol/user-error.ts";
import { countShares, deleteShare, isShareable, saveShare } from "../access/shares.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { Refusal, refuseMissing } from "../refusal.ts";
import { defineCommand } from "./define-command.ts";

/** What can be shared: a conversation that is no phase of a run, or a run with all its phases. */
type Kind = "conversation" | "research";

const refuseUnknown = {
  conversation: () => refuseMissing("such conversation", "conversationId"),
  research: () => refuseMissing("such research run", "researchId"),
};

const shareOf = (mutation: string, kind: Kind) =>
  defineCommand<Share, Shared>(mutation, async (tx, caller, command) => {
    const { id, grantee, access } = command;
    const { tenant } = caller;
    if (!await isShareable(tx, tenant, id)) throw refuseUnknown[kind]();
    await saveShare(tx, caller, command);
    if (await countShares(tx, tenant, id) > limits.shares) throw tooMany();
    const details = { grantee, access };
    await recordAudit(tx, actOf(caller, { action: `${kind}.shared`, resource: id, details }));
    return { id };
  });

const unshareOf = (mutation: string, kind: Kind) =>
  defineCommand<Unshare, Shared>(mutation, async (tx, caller, { id, grantee }) => {
    const { tenant } = caller;
    if (!await isShareable(tx, tenant, id)) throw refuseUnknown[kind]();
    if (!await deleteShare(tx, tenant, id, grantee)) return { id };
    const details = { grantee };
    await recordAudit(tx, actOf(caller, { action: `${kind}.unshared`, resource: id, details }));
    return { id };
  });

const tooMany = () => {
  const message =
    `It has ${limits.shares} shares, which is the limit. Share it with a group, or end others.`;
  return new Refusal(validationError([{ path: ["grantee"], message }]));
};

/**
 * Shares a conversation, or changes what its share permits. Refuses: NotFoundError, ValidationError (too many shares),
 * ConflictError (KEY_REUSED).
 */
export const shareConversation = shareOf("shareConversation", "conversation");
/** As `shareConversation`, for a research run with its phases. */
export const shareResearch = shareOf("shareResearch", "research");
/** Ends a share; without one it changes nothing. Refuses: NotFoundError, ConflictError (KEY_REUSED). */
export const unshareConversation = unshareOf("unshareConversation", "conversation");
/** As `unshareConversation`, for a research run. */
export const unshareResearch = unshareOf("unshareResearch", "research");
