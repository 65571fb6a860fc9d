import type { AgentSpec } from "./agent.ts";
import type { Actor } from "../status.ts";

/** A named agent. */
export interface AgentRecord {
  id: string;
  name: string;
  description: string | null;
  createdAt: Date;
  archivedAt: Date | null;
}

/** An immutable snapshot of an agent. */
export interface AgentVersionRecord {
  id: string;
  agentId: string;
  number: number;
  hash: string;
  note: string | null;
  createdAt: Date;
  spec: AgentSpec;
  /** Id of the agent at the deployment's provider; null before its first use there. */
  remoteAgentId: string | null;
}

/** A movable name of a version. */
export interface AgentAliasRecord {
  agentId: string;
  name: string;
  versionId: string;
  movedAt: Date;
  movedBy: Actor;
}

/** One move of an alias. */
export interface AliasMoveRecord {
  agentId: string;
  /** Order of the moves of an agent. */
  number: number;
  name: string;
  /** The version it points at since then; null: it was removed. */
  versionId: string | null;
  movedAt: Date;
  movedBy: Actor;
}
