import { actOf } from "../../protocol/audit/act.ts";
import type { Caller } from "../../protocol/caller.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { json, type Tx } from "../database/sql.ts";
import { noteItem } from "../feed/note-item.ts";
import { refuseMissing } from "../refusal.ts";

/** The numbers of the versions that an alias pointed and points at; null: it did not, or does not, exist. */
export interface MovedAlias {
  from: number | null;
  to: number | null;
}

/** Points an alias of a locked agent at one of its versions. Null: it did so already. */
export async function pointAlias(
  tx: Tx,
  caller: Caller,
  agentId: string,
  name: string,
  versionId: string,
): Promise<MovedAlias | null> {
  const from = await aliasedVersion(tx, agentId, name);
  const moved = await tx`insert into agent_aliases (tenant, agent_id, name, version_id, moved_by)
    values (${caller.tenant}, ${agentId}, ${name}, ${versionId}, ${json(tx, caller.actor)})
    on conflict (agent_id, name) do update
    set version_id = excluded.version_id, moved_at = now(), moved_by = excluded.moved_by
    where agent_aliases.version_id <> excluded.version_id`;
  if (moved.count === 0) return null;
  await recordMove(tx, caller, agentId, name, versionId);
  return { from, to: await aliasedVersion(tx, agentId, name) };
}

/** The lock of the agent orders its moves. */
async function recordMove(
  tx: Tx,
  { tenant, actor }: Caller,
  agentId: string,
  name: string,
  versionId: string | null,
): Promise<void> {
  await tx`insert into agent_alias_moves (tenant, agent_id, number, name, version_id, moved_by)
    select ${tenant}, ${agentId}, coalesce(max(number), 0) + 1, ${name}, ${versionId}, ${
    json(tx, actor)
  }
    from agent_alias_moves where agent_id = ${agentId}`;
}

async function aliasedVersion(tx: Tx, agentId: string, name: string): Promise<number | null> {
  const [version] = await tx<{ number: number }[]>`
    select v.number from agent_aliases l join agent_versions v on v.id = l.version_id
    where l.agent_id = ${agentId} and l.name = ${name}`;
  return version?.number ?? null;
}

/** Records that an alias was moved or removed, for the audit log and for the feed. */
export async function recordMovedAlias(
  tx: Tx,
  caller: Caller,
  { agentId: nodeId, agent, alias }: { agentId: string; agent: string; alias: string },
  { from, to }: MovedAlias,
): Promise<void> {
  const action = to === null ? "alias.removed" : "alias.moved";
  const { tenant, actor } = caller;
  await recordAudit(tx, actOf(caller, { action, resource: agent, details: { alias, from, to } }));
  await noteItem(tx, tenant, { item: "ALIAS_MOVED", nodeId, agent, alias, version: to, actor });
}

/** Removes an alias of a locked agent. Refuses with NotFoundError. */
export async function removeAlias(
  tx: Tx,
  caller: Caller,
  agentId: string,
  name: string,
): Promise<MovedAlias> {
  const from = await aliasedVersion(tx, agentId, name);
  const gone = await tx`delete from agent_aliases where agent_id = ${agentId} and name = ${name}`;
  if (gone.count === 0) throw refuseMissing(`alias ${name}`, "alias");
  await recordMove(tx, caller, agentId, name, null);
  return { from, to: null };
}
