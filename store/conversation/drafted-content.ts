import type { Db } from "../database/sql.ts";

/**
 * SQL for the content of the entry `entries.id` as its drafts have it; null when nothing is written. The kind of a
 * draft of a message, in lower case, is the type of the content. A part between them that is no text has no draft: an
 * empty text stands for it, so that parts keep their numbers.
 */
export function draftedContent(db: Db) {
  return db`(select jsonb_agg(jsonb_build_object('type', coalesce(p.kind, 'text'), 'text', coalesce(p.text, ''))
      order by n.part)
    from generate_series(0, (select max(part) from drafts where entry_id = entries.id)) as n(part)
    left join (select part, lower(min(kind)) as kind, string_agg(text, '' order by start_offset) as text
      from drafts where entry_id = entries.id group by part) p on p.part = n.part)`;
}
