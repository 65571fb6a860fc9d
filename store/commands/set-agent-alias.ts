import type { ChangedAgent, SetAgentAlias } from "../../protocol/agent/commands.ts";
import { pointAlias, removeAlias } from "../agent/aliases.ts";
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
    if (version === null) await removeAlias(tx, agent.id, alias);
    else {
      const versionId = await findVersionId(tx, agent.id, { number: version });
      if (!versionId) throw refuseMissing(`version ${version}`, "version");
      await pointAlias(tx, caller, agent.id, alias, versionId);
    }
    return { agentId: agent.id };
  },
);

async function refuseStale(tx: Tx, agentId: string, { alias, expectedVersion }: SetAgentAlias) {
  if (expectedVersion === null) return;
  const [current] = await tx<{ id: string; number: number }[]>`
    select v.id, v.number from agent_aliases l join agent_versions v on v.id = l.version_id
    where l.agent_id = ${agentId} and l.name = ${alias}`;
  if (current?.number === expectedVersion) return;
  const state = current ? `points at version ${current.number}` : "is not set";
  throw refuseConflict("STALE", `The alias ${alias} ${state}.`, current?.id);
}
