import type { ChangedAgent, SetAgentAlias } from "../../protocol/agent/commands.ts";
import type { Caller } from "../../protocol/caller.ts";
import { json, type Sql, type Tx } from "../database/sql.ts";
import { findVersionId } from "../agent/find-version.ts";
import { once } from "./define-command.ts";
import { refuseConflict, refuseMissing } from "../refusal.ts";
import { lockAgent } from "../agent/lock-agent.ts";

/**
 * Points an alias at a version, back to an older one, or removes it. Refuses: NotFoundError (agent, version, an alias to
 * be removed), ConflictError (ENDED: archived; STALE: it points elsewhere by now; KEY_REUSED).
 */
export function setAgentAlias(
  sql: Sql,
  caller: Caller,
  command: SetAgentAlias,
): Promise<ChangedAgent> {
  return once(sql, caller, "setAgentAlias", command, async (tx) => {
    const agent = await lockAgent(tx, caller.tenant, command.agent);
    if (agent.archivedAt) {
      throw refuseConflict("ENDED", `Agent ${command.agent} is archived.`, agent.id);
    }
    await refuseStale(tx, agent.id, command);
    if (command.version === null) await removeAlias(tx, agent.id, command.alias);
    else {
      const versionId = await findVersionId(tx, agent.id, { number: command.version });
      if (!versionId) throw refuseMissing(`version ${command.version}`, "version");
      await pointAlias(tx, caller, agent.id, command.alias, versionId);
    }
    return { agentId: agent.id };
  });
}

async function refuseStale(tx: Tx, agentId: string, { alias, expectedVersion }: SetAgentAlias) {
  if (expectedVersion === null) return;
  const [now] = await tx<{ id: string; number: number }[]>`
    select v.id, v.number from agent_aliases l join agent_versions v on v.id = l.version_id
    where l.agent_id = ${agentId} and l.name = ${alias}`;
  if (now?.number === expectedVersion) return;
  const place = now ? `points at version ${now.number}` : "is not set";
  throw refuseConflict("STALE", `The alias ${alias} ${place}.`, now?.id);
}

async function removeAlias(tx: Tx, agentId: string, name: string) {
  const gone = await tx`delete from agent_aliases where agent_id = ${agentId} and name = ${name}`;
  if (gone.count === 0) throw refuseMissing(`alias ${name}`, "alias");
}

/** Points an alias of a locked agent at one of its versions. */
export async function pointAlias(
  tx: Tx,
  caller: Caller,
  agentId: string,
  name: string,
  versionId: string,
): Promise<void> {
  await tx`insert into agent_aliases (agent_id, name, version_id, moved_by)
    values (${agentId}, ${name}, ${versionId}, ${json(tx, caller.actor)})
    on conflict (agent_id, name) do update
    set version_id = excluded.version_id, moved_at = now(), moved_by = excluded.moved_by
    where agent_aliases.version_id <> excluded.version_id`;
}
