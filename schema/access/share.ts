import { groupPrefix } from "../../protocol/auth/authorize.ts";
import type { ShareAccess, ShareRecord } from "../../protocol/access/share.ts";
import { limits } from "../../protocol/limits.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { Actor } from "../status.ts";

/** What a share permits. */
export const ShareAccessEnum = builder.enumType("ShareAccess", {
  description: "What a share permits.",
  values: enumValues<ShareAccess>({
    READ: "To read the object and its events.",
    WRITE: "Also to send messages, to cancel and to close, as far as the scopes permit it.",
  }),
});

const granteeOf = ({ grantee }: ShareRecord) =>
  grantee.startsWith(groupPrefix)
    ? { subject: null, group: grantee.slice(groupPrefix.length) }
    : { subject: grantee, group: null };

/** A share of a conversation or a research run. */
export const Share = builder.objectRef<ShareRecord>("Share").implement({
  description: "With whom a conversation or a research run is shared: a subject or a group.",
  fields: (t) => ({
    subject: t.string({
      description: "Subject of the principal; null for a group.",
      nullable: true,
      resolve: (share) => granteeOf(share).subject,
    }),
    group: t.string({
      description: "Name of the group, as its members' tokens name it; null for a subject.",
      nullable: true,
      resolve: (share) => granteeOf(share).group,
    }),
    access: t.expose("access", { type: ShareAccessEnum, description: "What it permits." }),
    grantedBy: t.expose("grantedBy", { type: Actor, description: "Actor that granted it." }),
    grantedAt: t.expose("grantedAt", { type: "DateTime", description: "Time of the grant." }),
  }),
});

/** Names who can read or write a shared object. */
export const Grantee = builder.inputType("Grantee", {
  description: "With whom an object is shared: exactly one of these fields.",
  isOneOf: true,
  fields: (t) => ({
    subject: t.string({
      description: `Subject of a principal, at most ${limits.subjectLength} characters.`,
    }),
    group: t.string({
      description:
        `Name of a group, as the tokens of its members name it, at most ${limits.subjectLength} characters.`,
    }),
  }),
});
