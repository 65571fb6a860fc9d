import type { ValidationIssue } from "../../protocol/user-error.ts";

/**
 * Result of validating a registration against the record. `issues` are certain. `pendingVerifications` are issues
 * according to the last listing of a provider or a server, which a worker can refresh.
 */
export interface Findings {
  issues: ValidationIssue[];
  pendingVerifications: PendingVerification[];
}

/** An issue that a worker must verify. */
export interface PendingVerification extends ValidationIssue {
  /** Where to verify it: at the model's provider, or at the MCP server of that name. */
  ask: { models: true } | { server: string };
  /** True if there was never a listing, so that only its absence is known. */
  neverAnswered: boolean;
}

/** No issues. */
export const noFindings: Findings = { issues: [], pendingVerifications: [] };

/** Merges findings. */
export function mergeFindings(findings: readonly Findings[]): Findings {
  return {
    issues: findings.flatMap((v) => v.issues),
    pendingVerifications: findings.flatMap((v) => v.pendingVerifications),
  };
}
