import type { Db } from "./connect.ts";

/**
 * SQL for the content of the entry `entries.id` as its drafts have it; null when nothing is written. The kind of a
 * draft of a message, in lower case, is the type of the content.
 */
export function draftedContent(db: Db) {
  return db`(select jsonb_agg(jsonb_build_object('type', p.kind, 'text', p.text) order by p.part)
    from (select part, lower(min(kind)) as kind, string_agg(text, '' order by start_offset) as text
      from drafts where entry_id = entries.id group by part) p)`;
}
