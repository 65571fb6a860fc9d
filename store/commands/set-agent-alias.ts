import type { ChangedAgent, SetAgentAlias } from "../../protocol/agent/commands.ts";
import { pointAlias, recordMovedAlias, removeAlias } from "../agent/aliases.ts";
import { findVersionId } from "../agent/find-version.ts";
import { lockAgent } from "../agent/lock-agent.ts";
import type { Tx } from "../database/sql.ts";
import { refuseConflict, refuseMissing } from "../refusal.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Points an alias at a version, or removes it. Refuses: NotFoundError (agent, version, an alias to be removed),
 * ConflictError (ENDED: archived; STALE: the alias points at another version than expected; KEY_REUSED).
 */
export const setAgentAlias = defineCommand<SetAgentAlias, ChangedAgent>(
  "setAgentAlias",
  async (tx, caller, command) => {
    const { alias, version } = command;
    const agent = await lockAgent(tx, caller.tenant, command.agent);
    if (agent.archivedAt) {
      throw refuseConflict("ENDED", `Agent ${command.agent} is archived.`, agent.id);
    }
    await refuseStale(tx, agent.id, command);
    const moved = version === null
      ? await removeAlias(tx, caller, agent.id, alias)
      : await pointAlias(tx, caller, agent.id, alias, await versionOf(tx, agent.id, version));
    if (moved) await recordMovedAlias(tx, caller, { agentId: agent.id, ...command }, moved);
    return { agentId: agent.id };
  },
);

async function versionOf(tx: Tx, agentId: string, number: number): Promise<string> {
  const versionId = await findVersionId(tx, agentId, { number });
  if (!versionId) throw refuseMissing(`version ${number}`, "version");
  return versionId;
}

async function refuseStale(tx: Tx, agentId: string, { alias, expectedVersion }: SetAgentAlias) {
  if (expectedVersion === null) return;
  const [current] = await tx<{ id: string; number: number }[]>`
    select v.id, v.number from agent_aliases l join agent_versions v on v.id = l.version_id
    where l.agent_id = ${agentId} and l.name = ${alias}`;
  if (current?.number === expectedVersion) return;
  const state = current ? `points at version ${current.number}` : "is not set";
  throw refuseConflict("STALE", `The alias ${alias} ${state}.`, current?.id);
}
