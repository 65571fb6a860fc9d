import type { AgentSpec } from "../../protocol/agent/agent.ts";
import type { Tx } from "../database/sql.ts";

/** An agent version as a model call needs it. */
export interface CalledVersion {
  id: string;
  number: number;
  hash: string;
  agentName: string;
  spec: AgentSpec;
}

/** A version by its id. */
export async function readVersion(tx: Tx, id: string): Promise<CalledVersion> {
  const [row] = await tx<CalledVersion[]>`
    select v.id, v.number, v.hash, v.spec, a.name as agent_name
    from agent_versions v join agents a on a.id = v.agent_id where v.id = ${id}`;
  if (!row) throw new Error(`no version ${id}`);
  return row;
}

/** All versions that a version may hand over to, directly or through others. */
export async function readHandoffs(tx: Tx, { id, spec }: CalledVersion): Promise<CalledVersion[]> {
  if (!spec.handoffs) return [];
  return await tx<CalledVersion[]>`
    with recursive reached (id) as (
      select ${id}::text
      union select h.id from reached r join agent_versions v on v.id = r.id
      cross join jsonb_array_elements_text(coalesce(v.spec->'handoffs', '[]')) as h(id))
    select v.id, v.number, v.hash, v.spec, a.name as agent_name
    from reached r join agent_versions v on v.id = r.id join agents a on a.id = v.agent_id
    where r.id <> ${id} order by v.id`;
}
