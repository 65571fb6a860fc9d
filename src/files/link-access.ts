import type { Principal } from "../../protocol/auth/principal.ts";
import type { Requester } from "../auth/requester.ts";
import { uncachedProblem } from "./link-problem.ts";

/** What a link leads to: the entry that a file is part of, or the phase that wrote a report. */
export interface Linked {
  kind: "entry" | "phase";
  id: string;
}

/** Whether links may still be used. */
export interface LinkAccess {
  /** True if the credential of this principal, or all of its access, was revoked. */
  isRevoked: (principal: Principal) => boolean;
  /** True if the owner of a link may read this, as of a second ago at most. */
  mayOpen: (owner: Requester, linked: Linked) => Promise<boolean>;
}

/** The answer to a link whose owner may no longer read what it leads to; null: it may. */
export async function refusedLink(
  { isRevoked, mayOpen }: LinkAccess,
  owner: Requester,
  linked: Linked,
): Promise<Response | null> {
  if (isRevoked(owner.principal)) {
    return uncachedProblem(403, "FORBIDDEN", "Access was revoked.");
  }
  if (await mayOpen(owner, linked)) return null;
  return uncachedProblem(403, "FORBIDDEN", "Who this link was made for may no longer read this.");
}
