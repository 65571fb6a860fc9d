/** The notification of appended events carries them, so that a reader of the stream needs no query. */
export const notifiedEvents = /* sql */ `
create or replace function append_events(stream text, new_events jsonb) returns bigint language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  s record;
  now_at timestamptz;
  ids bytea[] := array(select substr(sha256(convert_to(stream || '/' || (e->>'id'), 'UTF8')), 1, 16)
    from jsonb_array_elements(new_events) with ordinality as l(e, place) order by place);
  added jsonb;
  notice text;
begin
  select head, tenant, created_at, last_event_at into strict s from streams where id = stream for update;
  now_at := greatest(clock_timestamp(), s.last_event_at, s.created_at);
  -- A scalar subquery is looked up by the index for each event; an anti-join may read the whole table.
  with inserted as (
    insert into events (stream_id, tenant, seq, id, kind, at, body)
    select stream, s.tenant, s.head + row_number() over (order by n.place), n.id, n.body->>'kind', now_at, n.body
    from (select place, ids[place] as id, e->'body' as body
      from jsonb_array_elements(new_events) with ordinality as l(e, place)) n
    where array_position(ids, n.id) = n.place
      and (select k.id from events k where k.id = n.id and k.at between s.created_at and now_at limit 1) is null
    returning seq, body)
  select jsonb_agg(i.body order by i.seq) into added from inserted i;
  if added is null then return s.head; end if;
  update streams set head = s.head + jsonb_array_length(added), last_event_at = now_at, final_event =
    case when new_events->-1->'body'->>'kind' in ('ConversationClosed', 'ResearchEnded') then new_events->-1->'body' end
  where id = stream;
  notice := stream || E',\\n[0,' || floor(1000 * extract(epoch from now_at)) || ',[' || (s.head + 1) || ',' || added || ']]';
  perform pg_notify('tramontane_log', case when octet_length(notice) < 7900 then notice else stream end);
  return s.head + jsonb_array_length(added);
end $$;
comment on function append_events is
  'Appends events [{id, body}] to a stream and returns the number of its last event. The caller may hold its row lock. '
  'Events whose id the stream has are dropped, the others numbered without gaps; notifies tramontane_log, with the '
  'events where they fit: <stream>,\\n[0,<ms>,[<number of the first>,[<body>, ...]]].';
`;
