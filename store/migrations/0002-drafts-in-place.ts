/**
 * Drafts grow in place: a flush replaces the newest row of a part, and no index changes (a HOT update). Its
 * notification carries the text.
 */
export const draftsInPlace = /* sql */ `
drop index drafts_by_stream;
create index drafts_of_stream on drafts (stream_id);
alter table drafts set (fillfactor = 30, toast_tuple_target = 8160, autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 10000);
comment on column drafts.start_offset is
  'UTF-16 code units of the part before this text. The newest row of a part grows, up to some hundred units.';
comment on column drafts.number is
  'Orders the drafts of a stream; rows of one flush share it. Not indexed, so that a row can grow in place. '
  'A reader starts over after it lost its connection.';

create function write_drafts(calls text[], fences integer[], announcing jsonb, items integer[], streams text[],
  entries text[], parts integer[], offsets integer[], kinds text[], texts text[], pages integer[], notes text[],
  known_items integer[], known_entries text[], known_parts integer[])
returns table (item integer, outcome text) language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  outcomes text[];
  locked text[] := '{}';
  flush bigint;
begin
  if jsonb_array_length(announcing) > 0 then
    select coalesce(array_agg(s.id), '{}') into locked from (
      select id from streams where id in (select a->>'streamId' from jsonb_array_elements(announcing) a)
      order by id for update skip locked) s;
  end if;
  select array_agg(case
      when b.item is not null then 'busy' when c.id is null then 'lost' when g.item is not null then 'gone'
      else 'written' end order by i.item) into outcomes
  from unnest(calls, fences) with ordinality as i(id, fence, item)
  left join (select (a->>'item')::integer as item from jsonb_array_elements(announcing) a
    where a->>'streamId' <> all(locked)) b on b.item = i.item
  left join lateral (select o.id from calls o where o.id = i.id and o.fence = i.fence and o.status = 'RUNNING'
    limit 1) c on true
  left join (select distinct k.item from unnest(known_items, known_entries, known_parts) as k(item, entry, part)
    left join lateral (select o.part from drafts o
      where o.entry_id = k.entry and o.part = k.part and o.start_offset = 0 limit 1) d on true
    where d.part is null) g on g.item = i.item;
  if jsonb_array_length(announcing) > 0 then
    perform open_entries(a) from jsonb_array_elements(announcing) a
    where outcomes[(a->>'item')::integer] = 'written';
  end if;
  flush := nextval('draft_numbers');
  insert into drafts (entry_id, part, start_offset, number, stream_id, kind, text)
  select t.entry, t.part, t.start, flush, t.stream, t.kind, t.text
  from unnest(items, streams, entries, parts, offsets, kinds, texts) as t(item, stream, entry, part, start, kind, text)
  where outcomes[t.item] = 'written'
  on conflict (entry_id, part, start_offset) do update
    set text = excluded.text, number = excluded.number, at = excluded.at
    where octet_length(excluded.text) > octet_length(drafts.text);
  perform pg_notify('tramontane_log', string_agg(t.stream, ',') || E',\\n[' || flush || ',' ||
    floor(1000 * extract(epoch from now())) || ',' || string_agg(t.note, ',') || ']')
  from unnest(items, streams, pages, notes) as t(item, stream, page, note)
  where t.note is not null and outcomes[t.item] = 'written' group by t.page;
  return query select n, outcomes[n] from generate_subscripts(outcomes, 1) n where outcomes[n] <> 'written';
end $$;
comment on function write_drafts is
  'Writes what claimed calls have pending. calls, fences: one item each. announcing: [{item, callId, streamId, turnId, '
  'tenant, opened, events}], for items with entries to announce. items to notes: rows of drafts, each the text of its '
  'part from an offset on, which replaces a shorter row there. note: the new text as JSON for the readers, 0 if they '
  'must read it, null if the announcement tells them; those of a page go into one notification. known: parts whose '
  'beginning was committed before. Writing it again changes nothing. Returns the items that were not written: busy '
  '(another transaction has the stream locked; retry), lost (the fence is not current, or the call does not run), gone '
  '(drafts of a known part are missing, as after a crash; write its text from the start). Streams are locked only for '
  'announcements: sorted, without waiting.';
`;
