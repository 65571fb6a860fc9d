/** The event log: streams with their numbered events. */
export const log = /* sql */ `
create table log_epoch (
  only_row boolean primary key default true check (only_row),
  counter integer not null
);
comment on table log_epoch is
  'The part of the log''s incarnation that a restore raises, so that cursors from before it are recognized.';
insert into log_epoch (counter) values (1);

create table streams (
  id text primary key,
  tenant text not null,
  head bigint not null default 0,
  created_at timestamptz not null default now(),
  last_event_at timestamptz not null default '-infinity',
  final_event jsonb
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
comment on table streams is
  'One stream for each conversation and research run, and one of approvals for each tenant. '
  'Its row lock serializes all changes of what the stream describes.';
comment on column streams.head is 'Number of the newest event; 0 for an empty stream.';
comment on column streams.created_at is 'No event of the stream is older.';
comment on column streams.last_event_at is 'Time of the newest event; -infinity for an empty stream.';
comment on column streams.final_event is
  'Body of the newest event if it ends the stream, else null. It stays after its partition is dropped.';

create table events (
  stream_id text not null,
  seq bigint not null,
  id text not null,
  kind text not null,
  turn_id text,
  call_id text,
  at timestamptz not null,
  body jsonb not null
) partition by range (at);
comment on table events is
  'Durable events, partitioned by time. A unique key over all partitions would have to include the time: '
  'each partition has its own keys, and append_events keeps numbers and ids unique over all of them.';
comment on column events.seq is 'Number in the stream: 1, 2, 3 without gaps.';
comment on column events.id is 'Known to the stream once; an event appended again with the same id is dropped.';
comment on column events.at is 'Never before an earlier event of the stream.';

-- One plan for all calls: planning over all partitions takes longer than running.
create function append_events(stream text, new_events jsonb) returns bigint language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
  s streams;
  now_at timestamptz;
  ids text[] := array(select n->>'id' from jsonb_array_elements(new_events) n);
  known text[];
  added integer;
begin
  select * into strict s from streams where id = stream for update;
  now_at := greatest(clock_timestamp(), s.last_event_at, s.created_at);
  known := array(select e.id from events e where e.stream_id = stream and e.id = any(ids)
    and e.at between s.created_at and now_at);
  insert into events (stream_id, seq, id, kind, turn_id, call_id, at, body)
  select stream, s.head + row_number() over (order by n.place), n.event->>'id', n.event->'body'->>'kind',
    n.event->>'turnId', n.event->>'callId', now_at, n.event->'body'
  from jsonb_array_elements(new_events) with ordinality as n(event, place)
  where n.event->>'id' <> all(known) and array_position(ids, n.event->>'id') = n.place;
  get diagnostics added = row_count;
  if added = 0 then return s.head; end if;
  update streams set head = s.head + added, last_event_at = now_at, final_event =
    case when new_events->-1->'body'->>'kind' in ('ConversationClosed', 'ResearchEnded') then new_events->-1->'body' end
  where id = stream;
  perform pg_notify('tramontane_log', stream);
  return s.head + added;
end $$;
comment on function append_events is
  'Appends events [{id, turnId, callId, body}] under the stream''s row lock and returns the new head. '
  'Events whose id the stream has are dropped, the others numbered without gaps; notifies tramontane_log.';

create function notify_streams(ids text[]) returns void language sql as $$
  select pg_notify('tramontane_log', string_agg(id, ',')) from (
    select id, (row_number() over (order by id) - 1) / 100 as page from (select distinct unnest(ids) as id) d) p
  group by page
$$;
comment on function notify_streams is
  'Notifies tramontane_log which streams changed: comma-separated ids, at most 100 a notification (under 7 KB).';
`;
