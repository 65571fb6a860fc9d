import type { Sql } from "../../../store/database/connect.ts";
import type { ClaimedModelCall } from "../../../store/call/claim-model-call.ts";
import { remoteAgentIds } from "../../../store/agent/remote-agents.ts";

/** Our version that an agent at the provider is; null for one that is none of ours. */
export type VersionOf = (agentId: string) => string | null;

/** Who may speak in the answer of a call: its version, and all that it may hand over to. */
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

/** Follows who speaks in an answer, from one hand-off to the next. */
export class Speaker {
  #now: string;
  #versionOf: VersionOf;
  constructor(versionId: string, versionOf: VersionOf) {
    this.#now = versionId;
    this.#versionOf = versionOf;
  }

  /** The version that spoke last. */
  get now(): string {
    return this.#now;
  }

  /** The version that an event is of; it speaks from here on. */
  of(agentId: string | null | undefined): string {
    return this.#now = (agentId && this.#versionOf(agentId)) || this.#now;
  }

  /** Another agent takes over; null when it is none of ours. */
  takesOver(agentId: string): string | null {
    const to = this.#versionOf(agentId);
    this.#now = to ?? this.#now;
    return to;
  }
}
