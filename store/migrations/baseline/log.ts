/** The event log: streams, their numbered events, and drafts of entries that are still being written. */
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

create table events_default partition of events (primary key (stream_id, seq), unique (stream_id, id)) default;
create index events_default_by_time on events_default using brin (at);
comment on table events_default is 'Events for which no partition exists yet, so that an append never fails.';

create table events_past (like events, primary key (stream_id, seq), unique (stream_id, id));
create index events_past_by_time on events_past using brin (at);
comment on table events_past is 'Events from before the first partition by time, as a restored backup brings them.';
do $$ begin
  execute format('alter table events attach partition events_past for values from (minvalue) to (%L)',
    date_trunc('day', now(), 'UTC'));
end $$;

create view event_partitions as
select c.oid, c.relname::text as name,
  substring(pg_get_expr(c.relpartbound, c.oid) from 'FROM \\(''([^'']+)''')::timestamptz as from_at,
  substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''([^'']+)''')::timestamptz as to_at
from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'events'::regclass;
comment on view event_partitions is
  'Partitions of events. events_past has no from_at, events_default has neither bound.';

create view final_events as
select s.id as stream_id, s.head as seq, s.last_event_at as at, s.final_event as body from streams s
where s.final_event is not null and not exists (
  select from events e where e.stream_id = s.id and e.seq = s.head and e.at = s.last_event_at);
comment on view final_events is 'The final events of ended streams whose partition is dropped.';

create function add_events_partition(span interval) returns text language plpgsql security definer as $$
declare
  began timestamptz;
  ended timestamptz;
  taken timestamptz;
  part text;
begin
  lock table events_default in access exclusive mode;
  select greatest(max(to_at), date_trunc('day', now(), 'UTC')) into ended from event_partitions;
  loop
    began := ended;
    ended := began + span;
    select max(at) + interval '1 microsecond' into taken from events_default where at >= began and at < ended;
    began := greatest(began, taken);
    exit when began < ended;
  end loop;
  part := 'events_' || to_char(began at time zone 'UTC', 'YYYYMMDD_HH24MISS');
  execute format('create table %I (like events, primary key (stream_id, seq), unique (stream_id, id))', part);
  execute format('alter table events attach partition %I for values from (%L) to (%L)', part, began, ended);
  return part;
end $$;
comment on function add_events_partition is
  'Adds the partition after the last one, or from today if that one has ended, and returns its name. Where '
  'events_default holds events of that time, the partition begins after them: no event is moved.';

create function drop_events_partition(older_than timestamptz) returns text language plpgsql security definer as $$
declare part text;
begin
  select name into part from event_partitions where from_at is not null and to_at <= older_than
  order by to_at limit 1;
  if part is not null then execute format('drop table %I', part); end if;
  return part;
end $$;
comment on function drop_events_partition is
  'Drops the oldest partition if all of it is older, and returns its name. Never drops events_past or events_default.';

-- Only the owner may add and drop partitions, so these functions run as the owner: with a search path that no caller
-- can change, for the roles that they are granted to.
do $$
declare f text;
begin
  foreach f in array array['add_events_partition(interval)', 'drop_events_partition(timestamptz)'] loop
    execute format('alter function %s set search_path = %I, pg_temp', f, current_schema());
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;

select add_events_partition('72 hours'), add_events_partition('72 hours');

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

create sequence draft_numbers;
comment on sequence draft_numbers is
  'A crash of PostgreSQL can set it back a little: no commit waits for it to reach the disk.';
create unlogged table drafts (
  entry_id text not null,
  part integer not null,
  start_offset integer not null,
  number bigint not null default nextval('draft_numbers'),
  stream_id text not null,
  kind text not null,
  text text not null,
  at timestamptz not null default now(),
  primary key (entry_id, part, start_offset)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0);
create index drafts_by_stream on drafts (stream_id, number);
comment on table drafts is
  'Text of entries that are being written. Unlogged: a crash of PostgreSQL empties it, and the draft writers write '
  'again. A draft counts only while its entry is RUNNING: a writer that lost its fence can be late by one statement.';
comment on column drafts.entry_id is 'An entry, or research_phases.draft_id.';
comment on column drafts.start_offset is 'UTF-16 code units of the part before this text.';
comment on column drafts.number is
  'Orders the drafts of a stream; a reader starts over after it lost its connection.';
`;
