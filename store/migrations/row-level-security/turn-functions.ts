/**
 * The functions of a turn are given the tenant, and set it before they read or write a row: each is one statement and its
 * own transaction. As a condition the setting is evaluated without a query of its own. Events and drafts get the tenant
 * of their stream.
 */
export const turnFunctions = /* sql */ `
create or replace function append_events(stream text, new_events jsonb) returns bigint language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
  s record;
  now_at timestamptz;
  ids bytea[] := array(select substr(sha256(convert_to(stream || '/' || (e->>'id'), 'UTF8')), 1, 16)
    from jsonb_array_elements(new_events) with ordinality as l(e, place) order by place);
  added integer;
begin
  select head, tenant, created_at, last_event_at into strict s from streams where id = stream for update;
  now_at := greatest(clock_timestamp(), s.last_event_at, s.created_at);
  -- A scalar subquery is looked up by the index for each event; an anti-join may read the whole table.
  insert into events (stream_id, tenant, seq, id, kind, at, body)
  select stream, s.tenant, s.head + row_number() over (order by n.place), n.id, n.body->>'kind', now_at, n.body
  from (select place, ids[place] as id, e->'body' as body
    from jsonb_array_elements(new_events) with ordinality as l(e, place)) n
  where array_position(ids, n.id) = n.place
    and (select k.id from events k where k.id = n.id and k.at between s.created_at and now_at limit 1) is null;
  get diagnostics added = row_count;
  if added = 0 then return s.head; end if;
  update streams set head = s.head + added, last_event_at = now_at, final_event =
    case when new_events->-1->'body'->>'kind' in ('ConversationClosed', 'ResearchEnded') then new_events->-1->'body' end
  where id = stream;
  perform pg_notify('tramontane_log', stream);
  return s.head + added;
end $$;

-- Written by releases before row level security.
drop function write_log;

drop function write_drafts;
create function write_drafts(of_tenant text, calls text[], fences integer[], announcing jsonb, items integer[],
  streams text[], entries text[], parts integer[], offsets integer[], kinds text[], texts text[], pages integer[],
  notes text[], known_items integer[], known_entries text[], known_parts integer[])
returns table (item integer, outcome text) language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  outcomes text[];
  locked text[] := '{}';
  flush bigint;
begin
  if set_config('tramontane.tenant', of_tenant, true) = '' then raise exception 'no tenant'; end if;
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
  insert into drafts (entry_id, part, start_offset, number, stream_id, tenant, kind, text)
  select t.entry, t.part, t.start, flush, t.stream, of_tenant, t.kind, t.text
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
  'Writes what claimed calls of a tenant have pending. calls, fences: one item each. announcing: [{item, callId, '
  'streamId, turnId, tenant, opened, events}], for items with entries to announce. items to notes: rows of drafts, each '
  'the text of its part from an offset on, which replaces a shorter row there. note: the new text as JSON for the '
  'readers, 0 if they must read it, null if the announcement tells them; those of a page go into one notification. '
  'known: parts whose beginning was committed before. Writing it again changes nothing. Returns the items that were not '
  'written: busy (another transaction has the stream locked; retry), lost (the fence is not current, or the call does '
  'not run), gone (drafts of a known part are missing, as after a crash; write its text from the start). Streams are '
  'locked only for announcements: sorted, without waiting.';

drop function commit_tool_calls;
create function commit_tool_calls(of_tenant text, stream text, ended jsonb, new_events jsonb) returns boolean
language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  if set_config('tramontane.tenant', of_tenant, true) = '' then raise exception 'no tenant'; end if;
  perform from streams where id = stream for update;
  if exists (select from jsonb_to_recordset(ended) as e(id text) join calls c on c.id = e.id
      where c.conversation_id <> stream) or not end_tool_calls(ended) then
    return false;
  end if;
  perform append_events(stream, new_events);
  return true;
end $$;
comment on function commit_tool_calls is
  'end_tool_calls for calls of one conversation of the tenant, under its stream''s lock, with its events.';

drop function claim_tool_call;
create function claim_tool_call(of_tenant text, stream text, call text, version text, maybe_sent boolean,
  lease_ms integer, new_events jsonb) returns boolean language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  if set_config('tramontane.tenant', of_tenant, true) = '' then raise exception 'no tenant'; end if;
  perform from streams where id = stream for update;
  update calls c set status = 'RUNNING', fence = c.fence + 1, attempts = c.attempts + 1,
    maybe_sent = claim_tool_call.maybe_sent, started_at = coalesce(c.started_at, now()), retry_at = null,
    leased_until = clock_timestamp() + lease_ms * interval '1 millisecond'
  where c.id = call and c.conversation_id = stream and c.xmin::text = version;
  if not found then return false; end if;
  perform append_events(stream, new_events);
  return true;
end $$;
comment on function claim_tool_call is
  'Raises the fence of a call of the tenant''s conversation and starts its lease, unless its row changed since the '
  'version (xmin) that was read.';

-- These find the tenant in what they are given. Their bodies are those of the migrations before.
do $$
declare
  f text[];
  before text;
  after text;
begin
  foreach f slice 1 in array array[['send_message', 'message->>''tenant'''],
      ['claim_model_call', 'claim->>''tenant'''], ['commit_model_call', '"commit"->>''tenant'''],
      ['take_points', 'of_tenant']] loop
    before := pg_get_functiondef(f[1]::regproc);
    after := regexp_replace(before, '\nbegin\n', format(
      E'\nbegin\n  if set_config(''tramontane.tenant'', %s, true) = '''' then raise exception ''no tenant''; end if;\n', f[2]));
    if after = before then raise exception '% has no begin', f[1]; end if;
    execute after;
  end loop;
end $$;
`;
