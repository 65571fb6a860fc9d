import type { Db } from "../database/sql.ts";

/**
 * SQL for the content of the entry `entries.id` according to its drafts; null if it has none. The type of a content part
 * is the kind of its drafts in lower case. A part without text has no draft and becomes an empty text, so that the other
 * parts keep their numbers.
 */
export function draftedContent(db: Db) {
  return db`(select jsonb_agg(jsonb_build_object('type', coalesce(p.kind, 'text'), 'text', coalesce(p.text, ''))
      order by n.part)
    from generate_series(0, (select max(part) from drafts where entry_id = entries.id)) as n(part)
    left join (select part, lower(min(kind)) as kind, string_agg(text, '' order by start_offset) as text
      from drafts where entry_id = entries.id group by part) p on p.part = n.part)`;
}
