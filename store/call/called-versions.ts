import type { AgentSpec } from "../../protocol/agent/agent.ts";
import type { Db } from "../database/sql.ts";

/** An agent version as a model call needs it. */
export interface CalledVersion {
  id: string;
  number: number;
  hash: string;
  agentName: string;
  spec: AgentSpec;
}

/** A version, and all versions that it may hand over to, directly or through others. */
interface WithHandoffs {
  version: CalledVersion;
  handoffs: CalledVersion[];
}

/** Maximum number of cached versions; the one that was read first makes room. */
const maxCached = 500;

/** Versions by id. They are immutable, so a process reads each once. */
const cached = new Map<string, WithHandoffs>();

/** A version by its id, with the versions that it may hand over to. */
export async function readVersion(db: Db, id: string): Promise<WithHandoffs> {
  const known = cached.get(id);
  if (known) return known;
  const rows = await db<CalledVersion[]>`
    with recursive reached (id) as (
      select ${id}::text
      union select h.id from reached r join agent_versions v on v.id = r.id
      cross join jsonb_array_elements_text(coalesce(v.spec->'handoffs', '[]')) as h(id))
    select v.id, v.number, v.hash, v.spec, a.name as agent_name
    from reached r join agent_versions v on v.id = r.id join agents a on a.id = v.agent_id order by v.id`;
  const version = rows.find((v) => v.id === id);
  if (!version) throw new Error(`no version ${id}`);
  const read = { version, handoffs: rows.filter((v) => v !== version) };
  const [oldest] = cached.keys();
  if (cached.size >= maxCached && oldest !== undefined) cached.delete(oldest);
  cached.set(id, read);
  return read;
}
