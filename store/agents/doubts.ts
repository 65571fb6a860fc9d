import type { ValidationIssue } from "../../protocol/user-error.ts";

/**
 * What a look at the record came to. `issues` are wrong for certain. `doubts` are wrong by what was last heard from a
 * provider or a server, which a worker can ask anew.
 */
export interface Verdict {
  issues: ValidationIssue[];
  doubts: Doubt[];
}

/** Something that a worker may know better. */
export interface Doubt extends ValidationIssue {
  /** Whom to ask: the model's provider, or the MCP server of that name. */
  ask: { models: true } | { server: string };
  /** True when it has never told what it offers: nothing can be said of it but that it is away. */
  silent: boolean;
}

/** Nothing is wrong. */
export const sound: Verdict = { issues: [], doubts: [] };

/** Several verdicts as one. */
export function joined(verdicts: readonly Verdict[]): Verdict {
  return {
    issues: verdicts.flatMap((v) => v.issues),
    doubts: verdicts.flatMap((v) => v.doubts),
  };
}
