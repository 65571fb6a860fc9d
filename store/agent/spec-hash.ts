import type { AgentSpec } from "../../protocol/agent/agent.ts";
import { contentHash } from "../ids.ts";

/** Fields that specifications gained after the first release: if they are empty, they are left out of the hash. */
const addedLater = ["outputSchema", "handoffs", "guardrails"] as const;

/**
 * The content hash of a version. The source of its instructions does not count, nor does a later field that is empty, so
 * that a version registered before that field existed keeps its hash.
 */
export function specHash({ prompt: _, ...spec }: AgentSpec): string {
  const fields: Record<string, unknown> = { ...spec };
  for (const name of addedLater) if (isEmpty(fields[name])) delete fields[name];
  return contentHash(fields);
}

const isEmpty = (value: unknown) => value == null || (Array.isArray(value) && value.length === 0);
