import { actOf } from "../../protocol/audit/act.ts";
import { subjectOfKey } from "../../protocol/auth/api-key.ts";
import { type KeyRights, rightsBeyond } from "../../protocol/auth/key-rights.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import type { CreateApiKey, NewApiKey } from "../../protocol/key/commands.ts";
import { validationError, type ValidationIssue } from "../../protocol/user-error.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { insertKey, type NewKey } from "../key/new-key.ts";
import { Refusal } from "../refusal.ts";
import { defineCommand } from "./define-command.ts";

/** The key never leaves the process with the result, which is stored for replays. */
type Stored = Omit<NewApiKey, "secret">;

/**
 * Stores a key with a part of the creator's roles and scopes. Refuses: ValidationError (more than the creator may do),
 * ConflictError (KEY_REUSED).
 */
export const createApiKey = defineCommand<CreateApiKey, Stored, [NewKey, Principal]>(
  "createApiKey",
  async (tx, caller, { name, roles, scopes, lifetimeMs }, key, creator) => {
    const issues = rightsIssues(creator, roles, scopes);
    if (issues.length > 0) throw new Refusal(validationError(issues));
    const subject = subjectOfKey(key.id);
    await insertKey(tx, caller, key, { name, subject, roles, scopes, lifetimeMs });
    const details = { name, roles, scopes, lifetimeMs };
    await recordAudit(tx, actOf(caller, { action: "key.created", resource: key.id, details }));
    return { keyId: key.id };
  },
);

/** The roles and scopes that the creator may not give. */
function rightsIssues(
  creator: Principal,
  roles: CreateApiKey["roles"],
  scopes: CreateApiKey["scopes"],
): ValidationIssue[] {
  const issues = (path: string[], rights: KeyRights) => {
    const beyond = rightsBeyond(creator, rights);
    const message = `A key cannot have more than its creator, who lacks ${beyond.join(", ")}.`;
    return beyond.length > 0 ? [{ path, message }] : [];
  };
  return [
    ...roles.flatMap((role, i) => issues(["roles", `${i}`], { roles: [role], scopes: [] })),
    ...scopes.flatMap((scope, i) => issues(["scopes", `${i}`], { roles: [], scopes: [scope] })),
  ];
}
