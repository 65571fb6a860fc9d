import type { Caller } from "../../protocol/caller.ts";
import { json, type Tx } from "../database/sql.ts";
import { refuseMissing } from "../refusal.ts";

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

/** Removes an alias of a locked agent. Refuses with NotFoundError. */
export async function removeAlias(tx: Tx, agentId: string, name: string): Promise<void> {
  const gone = await tx`delete from agent_aliases where agent_id = ${agentId} and name = ${name}`;
  if (gone.count === 0) throw refuseMissing(`alias ${name}`, "alias");
}
