import type { Sql } from "../database/sql.ts";
import { inOrder } from "../paging/by-ids.ts";

/** What decides the access to a conversation or a research run. */
export interface Ownership {
  id: string;
  /** Subject of the owner, of a phase's conversation that of its run; null: it belongs to the whole tenant. */
  owner: string | null;
  /** Subjects and `group:<name>` that it is shared with, for reading, and for writing as well. */
  readers: string[];
  writers: string[];
  /** Name of the agent of a conversation; null for a run. */
  agent: string | null;
  /** The run that a conversation is a phase of; null: none. */
  researchId: string | null;
  /** True: an approval in the conversation has not been decided. */
  isDeciding: boolean;
}

const sharedWith = (sql: Sql, tenant: string, access: "READ" | "WRITE") =>
  sql`array(select s.grantee from shares s
    where s.tenant = ${tenant} and s.object_id = f.shared_as and s.access = ${access})`;

/** What decides the access to these conversations and runs, in one query; null if the tenant has none of that id. */
export async function readOwnership(
  sql: Sql,
  tenant: string,
  ids: readonly string[],
): Promise<(Ownership | null)[]> {
  const rows = await sql<Ownership[]>`
    select f.id, f.owner, f.agent, f.research_id, f.is_deciding, ${
    sharedWith(sql, tenant, "READ")
  } as readers, ${sharedWith(sql, tenant, "WRITE")} as writers
    from (
      select c.id, coalesce(c.research_id, c.id) as shared_as, a.name as agent, c.research_id,
        case when c.research_id is null then c.owner else r.owner end as owner,
        exists (select from turns t join approvals p on p.turn_id = t.id and p.verdict = 'PENDING'
          where t.conversation_id = c.id and t.ended_at is null) as is_deciding
      from conversations c join agent_versions v on v.id = c.agent_version_id join agents a on a.id = v.agent_id
      left join research_runs r on r.id = c.research_id
      where c.tenant = ${tenant} and c.id = any(${ids as string[]})
      union all
      select r.id, r.id, null, null, r.owner, false
      from research_runs r where r.tenant = ${tenant} and r.id = any(${ids as string[]})) f`;
  return inOrder(ids, rows);
}

/** The conversation of each turn; null if the tenant has no such turn. */
export async function conversationsOfTurns(
  sql: Sql,
  tenant: string,
  turnIds: readonly string[],
): Promise<(string | null)[]> {
  const rows = await sql<{ id: string; conversationId: string }[]>`
    select id, conversation_id from turns where tenant = ${tenant} and id = any(${turnIds as string[]})`;
  return inOrder(turnIds, rows).map((row) => row?.conversationId ?? null);
}
