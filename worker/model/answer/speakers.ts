import type { Sql } from "../../../store/database/sql.ts";
import type { ClaimedModelCall } from "../../../store/call/claimed-model-call.ts";
import { remoteAgentIds } from "../../../store/agent/remote-agents.ts";

/** The version of an agent at the provider; null for an unknown agent. */
export type VersionOf = (agentId: string) => string | null;

/** The versions that may write in the answer of a call: its own, and those that it may hand over to. */
export async function speakersOf(
  sql: Sql,
  provider: string,
  { version, handoffs }: Pick<ClaimedModelCall, "version" | "handoffs">,
): Promise<VersionOf> {
  if (handoffs.length === 0) return () => null;
  const known = await remoteAgentIds(sql, provider, [version, ...handoffs].map((v) => v.id));
  const versions = new Map([...known].map(([versionId, remoteId]) => [remoteId, versionId]));
  return (agentId) => versions.get(agentId) ?? null;
}

/** Follows which version writes in an answer, from one hand-off to the next. */
export class Speaker {
  #now: string;
  #versionOf: VersionOf;
  constructor(versionId: string, versionOf: VersionOf) {
    this.#now = versionId;
    this.#versionOf = versionOf;
  }

  /** The version that wrote last. */
  get now(): string {
    return this.#now;
  }

  /** The version of an event, which is the current one from here on. */
  of(agentId: string | null | undefined): string {
    return this.#now = (agentId && this.#versionOf(agentId)) || this.#now;
  }

  /** Another agent takes over. Null for an unknown agent. */
  takesOver(agentId: string): string | null {
    const to = this.#versionOf(agentId);
    this.#now = to ?? this.#now;
    return to;
  }
}
