import type { UsageQuestion, UsageSumRecord } from "../../protocol/budget/usage.ts";
import { onlyVisibleContent, type Visible } from "../access/visible.ts";
import type { Sql } from "../database/sql.ts";

/**
 * Usage of a tenant's calls, in visible conversations, that began on these days, one row for each group, at most `limit + 1` rows. Failed, cancelled
 * and discarded calls are included; each is priced as of when it was made.
 */
export async function usageBetween(
  sql: Sql,
  tenant: string,
  { from, to, groupBy, agents, models }: UsageQuestion,
  limit: number,
  visible: Visible = null,
): Promise<UsageSumRecord[]> {
  const by = (group: UsageQuestion["groupBy"][number]) => groupBy.includes(group);
  const model = sql`case when c.kind = 'model' then coalesce(c.model, v.spec->>'model') end`;
  return await sql<UsageSumRecord[]>`
    select ${
    by("DAY") ? sql`to_char(c.started_at at time zone 'UTC', 'YYYY-MM-DD')` : sql`null::text`
  } as day, ${by("AGENT") ? sql`v.agent_id` : sql`null::text`} as agent_id,
      ${by("MODEL") ? model : sql`null::text`} as model,
      coalesce(sum(c.input_tokens), 0)::bigint as input_tokens, coalesce(sum(c.output_tokens), 0)::bigint as output_tokens,
      count(*) filter (where c.kind = 'model') + coalesce(sum(c.rejected_answers), 0) as model_calls,
      count(*) filter (where c.kind in ('tool', 'hosted')) as tool_calls,
      count(*) filter (where c.estimated) as estimated_calls,
      count(*) filter (where c.possibly_paid_twice) as possibly_paid_twice,
      coalesce(sum(c.input_tokens * c.input_rate + c.output_tokens * c.output_rate + c.earlier_cost_nanos), 0)::bigint as nanos,
      count(*) filter (where c.kind = 'model' and c.input_rate is null) as unpriced_calls
    from calls c join conversations o on o.id = c.conversation_id
    left join entries e on e.id = c.id and c.kind <> 'model'
    join agent_versions v on v.id = coalesce(c.version_id, e.author_version_id, o.agent_version_id)
    join agents a on a.id = v.agent_id
    where c.tenant = ${tenant} and c.attempts > 0
      and c.started_at >= ${from}::date::timestamp at time zone 'UTC'
      and c.started_at < (${to}::date + 1)::timestamp at time zone 'UTC'
      ${agents === null ? sql`` : sql`and a.name = any(${agents})`}
      ${models === null ? sql`` : sql`and ${model} = any(${models})`}
      ${
    visible === null ? sql`` : sql`and o.id in (select c.id from conversations c
      where c.tenant = ${tenant} ${onlyVisibleContent(sql, tenant, visible)})`
  }
    group by 1, 2, 3 order by 1, 2, 3 nulls last limit ${limit + 1}`;
}
