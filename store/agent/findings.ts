import type { ValidationIssue } from "../../protocol/user-error.ts";

/**
 * What a look at the record came to. `issues` are wrong for certain. `pendingVerifications` are wrong by what was last heard from a
 * provider or a server, which a worker can ask anew.
 */
export interface Findings {
  issues: ValidationIssue[];
  pendingVerifications: PendingVerification[];
}

/** Something that a worker may know better. */
export interface PendingVerification extends ValidationIssue {
  /** Whom to ask: the model's provider, or the MCP server of that name. */
  ask: { models: true } | { server: string };
  /** True when it has never told what it offers: nothing can be said of it but that it is away. */
  neverAnswered: boolean;
}

/** Nothing is wrong. */
export const noFindings: Findings = { issues: [], pendingVerifications: [] };

/** Several findings as one. */
export function mergeFindings(findings: readonly Findings[]): Findings {
  return {
    issues: findings.flatMap((v) => v.issues),
    pendingVerifications: findings.flatMap((v) => v.pendingVerifications),
  };
}
