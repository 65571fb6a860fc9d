import { groupPrefix } from "../../protocol/auth/authorize.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";
import { limits } from "../../protocol/limits.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { issueIf, type Maybe, textIssues } from "../mutation/issues.ts";

/** Input that names a subject or a group: exactly one of them. */
export interface GranteeInput {
  subject?: Maybe<string>;
  group?: Maybe<string>;
}

/** Issues of a grantee. A subject that reads like a group is not accepted: it could not be distinguished. */
export function granteeIssues({ subject, group }: GranteeInput): ValidationIssue[] {
  const path = ["grantee", "subject"];
  return [
    ...subjectIssues(subject, path),
    ...subjectIssues(group, ["grantee", "group"]),
    ...issueIf(
      subject?.startsWith(groupPrefix) ?? false,
      path,
      `A subject that begins with \`${groupPrefix}\` cannot be named. Use \`group\` for a group.`,
    ),
  ];
}

/** Issues of the name of a subject or group. */
export function subjectIssues(text: Maybe<string>, path: string[]): ValidationIssue[] {
  return [
    ...textIssues(text, path, limits.subjectLength),
    ...issueIf(/\p{Cc}/u.test(text ?? ""), path, "Write a name without control characters."),
  ];
}

/** The grantee as it is stored. */
export const toGrantee = ({ subject, group }: GranteeInput): string =>
  group == null ? subject ?? "" : `${groupPrefix}${group}`;

/** Issues of `onBehalfOf`. */
export const ownerIssues = (owner: Maybe<string>): ValidationIssue[] =>
  subjectIssues(owner, ["onBehalfOf"]);

/** The scopes of a mutation that makes an object: those of `scope`, and for another owner the one of minting tokens. */
export const scopesOfMaking = (
  scope: Scope,
  { onBehalfOf }: { onBehalfOf?: Maybe<string> },
): readonly Scope[] => onBehalfOf == null ? [scope] : [scope, "tokens:mint"];

/** The part of a command that `onBehalfOf` gives; without it the command is the same as before there was one. */
export const toOwner = (owner: Maybe<string>): { onBehalfOf?: string } =>
  owner == null ? {} : { onBehalfOf: owner };
