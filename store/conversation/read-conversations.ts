import type { UsageRecord } from "../../protocol/budget/records.ts";
import type {
  ConversationFilter,
  ConversationRecord,
} from "../../protocol/conversation/records.ts";
import type { Page, PageArgs } from "../../protocol/paging.ts";
import { noBudget } from "../../protocol/budget/budget.ts";
import { priceCurrency } from "../../protocol/budget/prices.ts";
import { type Db, json, type Sql } from "../database/sql.ts";
import { onlyVisibleConversations, type Visible } from "../access/visible.ts";
import { inOrder } from "../paging/by-ids.ts";
import { pageWindow, toPage } from "../paging/page.ts";
import { momentPlace, momentText } from "../paging/places.ts";
import { matching, slotOf } from "./conversation-filter.ts";

// The head comes from the same snapshot as the rest, before everything else that a response reads.
const columns = (sql: Sql) =>
  sql`c.id, c.tenant, c.agent_version_id, c.provider, c.title, c.labels, c.created_at, c.active_at,
    c.closed_at, c.forked_from, s.head, c.research_id,
    case when c.research_id is null then c.owner
      else (select r.owner from research_runs r where r.id = c.research_id) end as owner, ${
    json(sql, noBudget)
  } || c.budget as budget`;

/** Conversations by id, null if the tenant has none. */
export async function conversationsByIds(sql: Sql, tenant: string, ids: readonly string[]) {
  return inOrder(
    ids,
    await sql<ConversationRecord[]>`select ${columns(sql)}
    from conversations c join streams s on s.id = c.id
    where c.tenant = ${tenant} and c.id = any(${ids as string[]})`,
  );
}

/** Conversations that were found, and a name for their list, so that its cursors are not those of another one. */
export interface FoundConversations {
  ids: readonly string[];
  list: string;
}

/**
 * The visible conversations, the most recently active first, without those of research phases. `found`: only these, and
 * none whose content is to be erased.
 */
export async function conversationPage(
  sql: Sql,
  tenant: string,
  filter: ConversationFilter,
  args: PageArgs,
  visible: Visible = null,
  found: FoundConversations | null = null,
): Promise<Page<ConversationRecord>> {
  const list = ["conversations", tenant, found?.list].filter(Boolean).join(" ");
  const window = pageWindow(args, list, momentPlace);
  const { place } = window;
  const order = window.backwards ? sql`asc` : sql`desc`;
  const rows = await sql<ConversationRecord[]>`select ${columns(sql)}
    from conversations c join streams s on s.id = c.id
    where c.tenant = ${tenant} and c.research_id is null ${matching(sql, tenant, filter)}
    ${
    found === null
      ? sql``
      : sql`and c.id = any(${found.ids as string[]}) and c.erase_requested_at is null`
  }
    ${onlyVisibleConversations(sql, tenant, visible)}
    ${
    place
      ? sql`and (c.active_slot, c.active_at, c.id) ${window.backwards ? sql`>` : sql`<`} (${
        slotOf(sql, place.at)
      }, ${place.at}::timestamptz, ${place.id})`
      : sql``
  }
    order by c.active_slot ${order}, c.active_at ${order}, c.id ${order} limit ${window.limit}`;
  return toPage(rows, window, (c) => momentText(c.activeAt, c.id));
}

type UsageRow = Omit<UsageRecord, "cost"> & { id: string; nanos: number; unpriced: boolean };

function toUsage({ nanos, unpriced, ...row }: UsageRow): UsageRecord & { id: string } {
  return { ...row, cost: unpriced ? null : { nanos, currency: priceCurrency } };
}

const none: UsageRecord = {
  inputTokens: 0,
  outputTokens: 0,
  modelCalls: 0,
  toolCalls: 0,
  estimated: false,
  possiblyPaidTwice: 0,
  cost: { nanos: 0, currency: priceCurrency },
};

/** What each conversation used so far. */
export function conversationUsages(sql: Db, tenant: string, ids: readonly string[]) {
  return usages(sql, tenant, "conversation_id", ids);
}

/** What each turn used so far. */
export function turnUsages(sql: Db, tenant: string, ids: readonly string[]) {
  return usages(sql, tenant, "turn_id", ids);
}

/** What each research run used so far, in the conversations of its phases. */
export function runUsages(sql: Db, tenant: string, ids: readonly string[]) {
  return usages(sql, tenant, "research_id", ids);
}

async function usages(
  sql: Db,
  tenant: string,
  by: "conversation_id" | "turn_id" | "research_id",
  ids: readonly string[],
): Promise<UsageRecord[]> {
  const calls = by !== "research_id"
    ? sql`calls`
    : sql`calls join (select id as worked_in, research_id
    from conversations where research_id is not null) o on worked_in = conversation_id`;
  const rows = await sql<UsageRow[]>`
    select ${
    sql(by)
  } as id, sum(input_tokens)::bigint as input_tokens, sum(output_tokens)::bigint as output_tokens,
      count(*) filter (where kind = 'model' and attempts > 0) + coalesce(sum(rejected_answers), 0) as model_calls,
      count(*) filter (where kind in ('tool', 'hosted') and attempts > 0) as tool_calls, bool_or(estimated) as estimated,
      count(*) filter (where possibly_paid_twice) as possibly_paid_twice,
      coalesce(sum(input_tokens * input_rate + output_tokens * output_rate + earlier_cost_nanos), 0)::bigint as nanos,
      coalesce(bool_or(input_rate is null) filter (where kind = 'model' and attempts > 0), false) as unpriced
    from ${calls} where tenant = ${tenant} and ${sql(by)} = any(${ids as string[]}) group by 1`;
  return inOrder(ids, rows).map((row) => row ? toUsage(row) : none);
}
