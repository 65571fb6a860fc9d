import type { ValidationIssue } from "../../protocol/user-error.ts";
import type { Db } from "../database/sql.ts";

/** Limit of the agents that can be reached through hand-offs. */
const maxReachable = 50;

interface Target {
  id: string;
  name: string;
  archived: boolean;
  /** Agents that can be reached from it, including itself. */
  reaches: string[];
}

/**
 * The latest versions of the named agents, which `registerAgent` pins: sorted ids, or every issue. Versions are immutable,
 * so a cycle can only lead to an older version of the agent itself.
 */
export async function resolveHandoffs(
  db: Db,
  tenant: string,
  agent: string,
  names: readonly string[],
): Promise<{ ids: string[]; issues: ValidationIssue[] }> {
  if (names.length === 0) return { ids: [], issues: [] };
  const targets = new Map((await targetsOf(db, tenant, names)).map((t) => [t.name, t]));
  const issues = names.flatMap((name, i) => {
    const message = faultOf(agent, name, targets.get(name));
    return message === null ? [] : [{ path: ["handoffs", String(i)], message }];
  });
  const reached = new Set([...targets.values()].flatMap((t) => t.reaches));
  if (reached.size > maxReachable) {
    const message = `More than ${maxReachable} agents can be reached by these hand-offs.`;
    issues.push({ path: ["handoffs"], message });
  }
  return { ids: [...targets.values()].map((t) => t.id).sort(), issues };
}

function faultOf(agent: string, name: string, target: Target | undefined): string | null {
  if (!target) return `There is no agent ${name}. Register it first.`;
  if (target.archived) return `Agent ${name} is archived.`;
  if (!target.reaches.includes(agent)) return null;
  return `A cycle: ${name} hands over to ${agent}, directly or through others.`;
}

async function targetsOf(db: Db, tenant: string, names: readonly string[]): Promise<Target[]> {
  return await db<Target[]>`
    select a.name, a.archived_at is not null as archived, v.id, (
      with recursive reached (id, agent_id, spec) as (
        select v.id, v.agent_id, v.spec
        union select n.id, n.agent_id, n.spec from reached r
        cross join jsonb_array_elements_text(coalesce(r.spec->'handoffs', '[]')) as h(id)
        join agent_versions n on n.id = h.id)
      select array_agg(distinct b.name) from reached r join agents b on b.id = r.agent_id) as reaches
    from agents a join lateral (
      select id, agent_id, spec from agent_versions where agent_id = a.id order by number desc limit 1) v on true
    where a.tenant = ${tenant} and a.name = any(${names as string[]})`;
}
