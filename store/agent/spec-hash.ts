import type { AgentSpec } from "../../protocol/agent/agent.ts";
import { contentHash } from "../ids.ts";

/** Fields of a specification that came after its first release: empty, they are as if they were not there. */
const addedLater = ["outputSchema", "handoffs", "guardrails"] as const;

/**
 * The content hash of a version. Where its instructions came from does not count, nor does a later field that is empty:
 * what was registered before such a field was known keeps its hash.
 */
export function specHash({ prompt: _, ...spec }: AgentSpec): string {
  const fields: Record<string, unknown> = { ...spec };
  for (const name of addedLater) if (isEmpty(fields[name])) delete fields[name];
  return contentHash(fields);
}

const isEmpty = (value: unknown) => value == null || (Array.isArray(value) && value.length === 0);
