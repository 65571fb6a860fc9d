import type { Visibility } from "../../protocol/auth/visibility.ts";
import type { Sql } from "../database/sql.ts";
import { inOrder } from "../paging/by-ids.ts";

/** A filter of a list; null: everything of the tenant. */
export type Visible = Visibility | null;

// Each condition below can be answered by an index: a tenant may have millions of objects of other owners.

/** `and ...` for users' conversations `c`, that are no phases of research runs. */
export function onlyVisibleConversations(sql: Sql, tenant: string, visible: Visible) {
  if (visible === null) return sql``;
  const { own, deciding, bound } = visible;
  return sql`
    ${
    own === null
      ? sql``
      : sql`and (c.owner = ${own.subject} ${own.ofTenant ? sql`or c.owner is null` : sql``}
      or c.id = any(array(${sharedObjects(sql, tenant, own.names)}))
      ${deciding ? sql`or c.id = any(array(${withOpenApproval(sql, tenant)}))` : sql``})`
  }
    ${bound === null ? sql`` : sql`and ${boundConversation(sql, tenant, bound)}`}`;
}

/** `and ...` for conversations `c` of any kind: one of a phase is reached as its run is. */
export function onlyVisibleContent(sql: Sql, tenant: string, visible: Visible) {
  if (visible === null) return sql``;
  const { own, deciding, bound } = visible;
  const owner = sql`case when c.research_id is null then c.owner
    else (select r.owner from research_runs r where r.id = c.research_id) end`;
  return sql`
    ${
    own === null
      ? sql``
      : sql`and (${owner} = ${own.subject} ${own.ofTenant ? sql`or (${owner}) is null` : sql``}
      or coalesce(c.research_id, c.id) = any(array(${sharedObjects(sql, tenant, own.names)}))
      ${deciding ? sql`or c.id = any(array(${withOpenApproval(sql, tenant)}))` : sql``})`
  }
    ${bound === null ? sql`` : sql`and ${boundConversation(sql, tenant, bound)}`}`;
}

/** `and ...` for research runs `r`. */
export function onlyVisibleRuns(sql: Sql, tenant: string, visible: Visible) {
  if (visible === null) return sql``;
  const { own, bound } = visible;
  return sql`
    ${
    own === null
      ? sql``
      : sql`and (r.owner = ${own.subject} ${own.ofTenant ? sql`or r.owner is null` : sql``}
      or r.id = any(array(${sharedObjects(sql, tenant, own.names)})))`
  }
    ${
    bound === null
      ? sql``
      : bound.kind === "research"
      ? sql`and r.id = ${bound.id}`
      : sql`and false`
  }`;
}

const sharedObjects = (sql: Sql, tenant: string, names: readonly string[]) =>
  sql`select s.object_id from shares s
    where s.tenant = ${tenant} and s.grantee = any(${names as string[]})`;

const withOpenApproval = (sql: Sql, tenant: string) =>
  sql`select p.conversation_id from approvals p where p.tenant = ${tenant} and p.verdict = 'PENDING'`;

function boundConversation(
  sql: Sql,
  tenant: string,
  { kind, id }: NonNullable<Visibility["bound"]>,
) {
  if (kind === "conversation") return sql`c.id = ${id}`;
  if (kind === "research") return sql`c.research_id = ${id}`;
  return sql`c.agent_version_id in (select v.id from agent_versions v join agents a on a.id = v.agent_id
    where a.tenant = ${tenant} and a.name = ${id})`;
}

/**
 * How far visible forks share each of these turns, which are read through the fork even where the conversation that they
 * are part of is not visible: the position of the last shared entry, Infinity for all of the turn, null for nothing.
 */
export async function turnsSharedByForks(
  sql: Sql,
  tenant: string,
  turnIds: readonly string[],
  visible: Visible,
): Promise<(number | null)[]> {
  const rows = await sql<{ id: string; through: number; isWhole: boolean }[]>`
    select t.id, max(p.through_position) as through, bool_or(p.through_turn > t.number
        or not exists (select from entries e where e.turn_id = t.id and e.position > p.through_position)) as is_whole
      from turns t join shared_pasts p on p.source_id = t.conversation_id and p.through_turn >= t.number
        and p.erased_at is null
      join conversations c on c.id = p.conversation_id
      where t.tenant = ${tenant} and t.id = any(${turnIds as string[]})
        and c.tenant = ${tenant} ${onlyVisibleContent(sql, tenant, visible)}
      group by t.id`;
  return inOrder(turnIds, rows).map((row) =>
    row === null ? null : row.isWhole ? Infinity : row.through
  );
}
