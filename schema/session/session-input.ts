import { isSubject, nameLength } from "../../protocol/auth/names.ts";
import type { Bound } from "../../protocol/auth/principal.ts";
import {
  maxSessionTtlMs,
  minSessionTtlMs,
  sessionScopes,
} from "../../protocol/auth/session-scopes.ts";
import { isId } from "../../protocol/ids.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";

/** The objects that a session token can be limited to, as the input names them. */
export interface SessionObjects {
  conversationId?: string | null;
  researchId?: string | null;
  agent?: string | null;
}

interface SessionInput extends SessionObjects {
  subject: string;
  scopes: readonly string[];
  ttl?: number | null;
}

const kinds = { conversationId: "conversation", researchId: "research", agent: "agent" } as const;
const givenOf = (objects: SessionObjects) =>
  (Object.keys(kinds) as (keyof typeof kinds)[]).filter((name) => objects[name] != null);

/** The one object of a valid input. */
export function boundOf(objects: SessionObjects): Bound {
  const [name = "agent"] = givenOf(objects);
  return { kind: kinds[name], id: String(objects[name]) };
}

/** All faults of the input of createSessionToken, besides those of its texts. */
export function sessionIssues(input: SessionInput): ValidationIssue[] {
  return [
    ...objectIssues(input),
    ...subjectIssues(input),
    ...scopeIssues(input),
    ...ttlIssues(input),
  ];
}

function objectIssues(input: SessionObjects): ValidationIssue[] {
  const given = givenOf(input);
  if (given.length !== 1) {
    const message = "Give exactly one of conversationId, researchId and agent.";
    return [{ path: [given[1] ?? "conversationId"], message }];
  }
  const [name = "agent"] = given;
  const kind = kinds[name];
  if (kind === "agent" || isId(kind, String(input[name]))) return [];
  return [{
    path: [name],
    message: `This is not an id of a ${kind === "research" ? "research run" : kind}.`,
  }];
}

function subjectIssues({ subject }: SessionInput): ValidationIssue[] {
  if (isSubject(subject)) return [];
  const message =
    `Give the name of a user, of 1 to ${nameLength} characters, without a prefix such as key:.`;
  return [{ path: ["subject"], message }];
}

function scopeIssues({ scopes }: SessionInput): ValidationIssue[] {
  const unknown = scopes.filter((scope) => !(sessionScopes as readonly string[]).includes(scope));
  if (unknown.length === 0) return [];
  const message = `A session token cannot have ${unknown.slice(0, 5).join(", ")}. It can have: ${
    sessionScopes.join(", ")
  }.`;
  return [{ path: ["scopes"], message }];
}

function ttlIssues({ ttl }: SessionInput): ValidationIssue[] {
  if (ttl == null || (ttl >= minSessionTtlMs && ttl <= maxSessionTtlMs)) return [];
  return [{ path: ["ttl"], message: "Give a time from PT1S to PT1H." }];
}

/** All faults of the input of revokeSessionToken. */
export function sessionIdIssues({ sessionId }: { sessionId: string }): ValidationIssue[] {
  if (/^session_[0-9a-f]{32}$/.test(sessionId)) return [];
  return [{ path: ["sessionId"], message: "This is not the sessionId of a session token." }];
}
