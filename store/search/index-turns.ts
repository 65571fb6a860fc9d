import { searchLimits } from "../../protocol/search/limits.ts";
import type { Db } from "../database/sql.ts";

/**
 * Makes the messages and tool calls of these turns searchable, and those that were discarded not. What is open is left
 * for later, so that nothing is written twice; a repetition changes nothing. The messages of a research phase are left
 * out: the phase has their text.
 */
export async function indexTurns(db: Db, tenant: string, ids: readonly string[]): Promise<void> {
  const turnIds = ids as string[];
  await db`delete from search_texts where tenant = ${tenant} and id in (select e.id from entries e
    where e.turn_id = any(${turnIds}) and e.status = 'DISCARDED')`;
  await db`
    insert into search_texts (tenant, id, kind, object_id, at, text)
    select e.tenant, e.id, case e.kind when 'message' then 'MESSAGE' else 'TOOL_CALL' end, e.conversation_id,
      e.created_at, left(x.text, ${searchLimits.textLength})
    from entries e join conversations c on c.id = e.conversation_id
    left join calls l on e.kind = 'tool' and l.id = e.id
    cross join lateral (select case e.kind when 'message' then ${textOfMessage(db)}
      else concat_ws(' ', l.server, l.name, l.arguments::text, l.result) end as text) x
    where e.tenant = ${tenant} and e.turn_id = any(${turnIds})
      and e.kind in ('message', 'tool') and (e.kind = 'tool' or c.research_id is null)
      and coalesce(l.status, e.status) in ('COMPLETED', 'FAILED', 'CANCELLED') and e.status <> 'DISCARDED'
      and c.erase_requested_at is null and x.text <> ''
    on conflict (tenant, id) do nothing`;
}

// The thoughts of a model are left out: a further scope shows them.
const textOfMessage = (db: Db) =>
  db`(select string_agg(part->>'text', '' order by n)
    from jsonb_array_elements(e.content) with ordinality as parts(part, n) where part->>'type' = 'text')`;
