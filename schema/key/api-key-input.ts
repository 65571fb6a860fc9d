import { isRole, roles as allRoles } from "../../protocol/auth/roles.ts";
import { isScope, scopes as allScopes } from "../../protocol/auth/scopes.ts";
import { keyLimits } from "../../protocol/key/commands.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { issueIf, listIssues, type Maybe, textIssues } from "../mutation/issues.ts";
import { formatDuration } from "../scalar/duration.ts";

/** What the schema receives about a key. */
export interface ApiKeyInput {
  name: string;
  roles: readonly string[];
  scopes: readonly string[];
  expiresIn?: Maybe<number>;
}

/** All faults of a key's input, except rights that the caller lacks. */
export function apiKeyIssues({ name, roles, scopes, expiresIn }: ApiKeyInput): ValidationIssue[] {
  const { nameLength, minLifetimeMs, maxLifetimeMs } = keyLimits;
  return [
    ...textIssues(name, ["name"], nameLength),
    // Commands of the terminal print it.
    ...issueIf(/\p{Cc}/u.test(name), ["name"], "Write a name without control characters."),
    ...wordIssues(roles, "roles", isRole, allRoles),
    ...wordIssues(scopes, "scopes", isScope, allScopes),
    ...issueIf(
      roles.length + scopes.length === 0,
      ["roles"],
      "Name a role or a scope: a key without any may do nothing.",
    ),
    ...durationIssues(expiresIn, ["expiresIn"], [minLifetimeMs, maxLifetimeMs]),
  ];
}

/** Issues of a duration with inclusive limits. An absent one has none. */
export function durationIssues(
  ms: Maybe<number>,
  path: string[],
  [min, max]: readonly [number, number],
): ValidationIssue[] {
  const range = `${formatDuration(min)} to ${formatDuration(max)}`;
  return issueIf(ms != null && !(ms >= min && ms <= max), path, `Write a duration from ${range}.`);
}

function wordIssues(
  words: readonly string[],
  field: string,
  isKnown: (word: string) => boolean,
  known: readonly string[],
): ValidationIssue[] {
  const most = `Name each of the ${known.length} ${field} at most once.`;
  return listIssues(words, [field], [known.length, most], (word, path, i) => [
    ...issueIf(!isKnown(word), path, `Name one of ${known.join(", ")}.`),
    ...issueIf(words.indexOf(word) < i, path, "Name it once."),
  ]);
}
