import type { ConversationFilter } from "../../protocol/conversation/records.ts";
import { isFinal, type Status } from "../../protocol/status.ts";
import type { Sql } from "../database/sql.ts";

/** `active_slot` of that time; rows of one slot are sorted when they are read. */
export const slotOf = (sql: Sql, at: Date | string) =>
  sql`date_bin('10 minutes', ${at}::timestamptz, '2000-01-01 00:00:00+00')`;

/**
 * `and ...` for the conversations `c` that match. Each condition is in a column of the conversation or in a set that an
 * index finds: a page reads at most the tenant's conversations, never their calls or turns.
 */
export function matching(sql: Sql, tenant: string, filter: ConversationFilter) {
  const { labels, open, currentTurn, lastTurn, minCostNanos: cost } = filter;
  return sql`${ofVersion(sql, tenant, filter)} ${within(sql, filter)}
    ${
    labels == null || labels.length === 0
      ? sql``
      : sql`and c.id in (select id from conversations_with_labels(${tenant}, ${labels}))`
  }
    ${open == null ? sql`` : open ? sql`and c.closed_at is null` : sql`and c.closed_at is not null`}
    ${currentTurn == null ? sql`` : withOpenTurn(sql, tenant, currentTurn, sql`asc`)}
    ${lastTurn == null ? sql`` : withLastTurn(sql, tenant, lastTurn)}
    ${cost == null ? sql`` : sql`and c.cost_nanos >= ${cost}::bigint`}`;
}

/** One version is a value, so that its index gives the order, too. */
function ofVersion(sql: Sql, tenant: string, { agent, version }: ConversationFilter) {
  if (agent == null) return sql``;
  const ids = sql`select v.id from agent_versions v join agents a on a.id = v.agent_id
    where a.tenant = ${tenant} and a.name = ${agent}`;
  return version == null
    ? sql`and c.agent_version_id = any(array(${ids}))`
    : sql`and c.agent_version_id = (${ids} and v.number = ${version})`;
}

function within(sql: Sql, { createdFrom, createdTo, activeFrom, activeTo }: ConversationFilter) {
  return sql`
    ${createdFrom == null ? sql`` : sql`and c.created_at >= ${createdFrom}`}
    ${createdTo == null ? sql`` : sql`and c.created_at < ${createdTo}`}
    ${
    activeFrom == null
      ? sql``
      : sql`and c.active_slot >= ${slotOf(sql, activeFrom)} and c.active_at >= ${activeFrom}`
  }
    ${
    activeTo == null
      ? sql``
      : sql`and c.active_slot <= ${slotOf(sql, activeTo)} and c.active_at < ${activeTo}`
  }`;
}

/** The partial index of what did not complete is used for its literal condition alone. */
function withLastTurn(sql: Sql, tenant: string, status: Status) {
  if (!isFinal(status)) {
    return sql`${withOpenTurn(sql, tenant, status, sql`desc`)} and c.ended_turn < (
      select max(t.number) from turns t where t.conversation_id = c.id and t.ended_at is null)`;
  }
  return sql`${
    status === "COMPLETED" ? sql`` : sql`and c.ended_status in ('FAILED', 'CANCELLED', 'DISCARDED')`
  }
    and c.ended_status = ${status} and not exists (select from turns t
      where t.conversation_id = c.id and t.ended_at is null and t.number > c.ended_turn)`;
}

/** The first or the last of the open turns has this status. A tenant has few open turns at a time. */
function withOpenTurn(sql: Sql, tenant: string, status: Status, order: ReturnType<Sql>) {
  return sql`and c.id = any(array(select o.conversation_id from turns o
      where o.tenant = ${tenant} and o.ended_at is null and o.status = ${status}))
    and ${status} = (select t.status from turns t where t.conversation_id = c.id and t.ended_at is null
      order by t.number ${order} limit 1)`;
}
