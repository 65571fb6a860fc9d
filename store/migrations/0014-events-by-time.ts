/**
 * The log in partitions by time. Three steps, each a transaction of its own, so that no lock is held while all events
 * are read; the release before goes on at each of them. What is there already becomes the first partition as it is.
 */

/** Says up to when the events go that are there, and those of the next week, while this is under way. */
export const eventsBound = /* sql */ `
set local lock_timeout = '3s';
set local statement_timeout = 0;
set local timezone = 'UTC';
do $$
declare newest timestamptz;
begin
  select max(at) into newest from events;
  if newest is not null then
    execute format('alter table events add constraint events_bound check (at < %L) not valid',
      date_trunc('day', greatest(newest, now())) + interval '8 days');
  end if;
end $$;
`;

/** Reads all events, under a lock that neither reading nor writing waits for. */
export const eventsChecked = /* sql */ `
set local lock_timeout = '3s';
set local statement_timeout = 0;
do $$ begin
  if exists (select from pg_constraint where conname = 'events_bound' and conrelid = 'events'::regclass) then
    alter table events validate constraint events_bound;
  end if;
end $$;
`;

/** Puts the partitioned table in the place of the old one, and numbers of one stream in the order of their times. */
export const eventsByTime = /* sql */ `
set local lock_timeout = '3s';
set local timezone = 'UTC';
set local datestyle = 'ISO';
lock table streams, events in access exclusive mode;

-- created_at: no event of the stream is older, and no later event is older than an earlier one; -infinity where neither is
-- known, as of all streams from before. last_event_at: of the newest event. final_event: the newest event, where it ends the
-- stream; it is kept here when its partition is dropped.
alter table streams add column created_at timestamptz not null default '-infinity',
  add column last_event_at timestamptz not null default '-infinity', add column final_event jsonb;
alter table streams alter column created_at set default now();

-- A constraint over all partitions would have to hold the time, too. So each has its own, and append_events, which
-- holds the stream, sees to the rest: it gives each number once and looks for known ids in all partitions.
alter table events drop constraint events_stream_id_fkey;
alter table events rename to events_past;
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
-- What fits nowhere else: a event is always taken.
create table events_default partition of events (primary key (stream_id, seq), unique (stream_id, id)) default;
create index events_default_by_time on events_default using brin (at);

do $$
declare bound text;
begin
  select substring(pg_get_constraintdef(oid) from '''([^'']+)''') into bound from pg_constraint
  where conname = 'events_bound' and conrelid = 'events_past'::regclass;
  if bound is null then
    bound := date_trunc('day', now()) + case when exists (select from events_past)
      then interval '8 days' else interval '0' end;
  end if;
  execute format('alter table events attach partition events_past for values from (minvalue) to (%L)', bound);
  alter table events_past drop constraint if exists events_bound;
end $$;

-- Without from_at: what was there before there were partitions. Without both: the rest.
create view event_partitions as
select c.oid, c.relname::text as name,
  substring(pg_get_expr(c.relpartbound, c.oid) from 'FROM \\(''([^'']+)''')::timestamptz as from_at,
  substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''([^'']+)''')::timestamptz as to_at
from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'events'::regclass;

-- Makes the partition behind the last one, or from today on where that ended before. Where events lie in the rest
-- already it begins behind them, so nothing is moved. Answers its name.
create function add_events_partition(span interval) returns text language plpgsql as $$
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

-- Drops the oldest partition if all of it is older; never what was there before, nor the rest. Answers its name.
create function drop_events_partition(older_than timestamptz) returns text language plpgsql as $$
declare part text;
begin
  select name into part from event_partitions where from_at is not null and to_at <= older_than
  order by to_at limit 1;
  if part is not null then execute format('drop table %I', part); end if;
  return part;
end $$;

-- The events with which streams ended, where their partition is dropped.
create view final_events as
select s.id as stream_id, s.head as seq, s.last_event_at as at, s.final_event as body from streams s
where s.final_event is not null and not exists (
  select from events e where e.stream_id = s.id and e.seq = s.head and e.at = s.last_event_at);

select add_events_partition('72 hours'), add_events_partition('72 hours');

-- As in 0012; times of a stream never go back, and known ids are looked for where the stream has events, by their index
-- and not by all events of the stream. One plan for all calls: planning over all partitions takes longer than running.
create or replace function append_events(stream text, events jsonb) returns bigint language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
  s streams;
  now_at timestamptz;
  until_at timestamptz;
  ids text[] := array(select f->>'id' from jsonb_array_elements(events) f);
  known text[];
  added integer;
begin
  select * into strict s from streams where id = stream for update;
  now_at := greatest(clock_timestamp(), s.last_event_at, s.created_at);
  until_at := case when s.created_at = '-infinity' then 'infinity' else now_at end;
  known := array(select e.id from events e where e.stream_id = stream and e.id = any(ids)
    and e.at >= s.created_at and e.at <= until_at);
  insert into events (stream_id, seq, id, kind, turn_id, call_id, at, body)
  select stream, s.head + row_number() over (order by f.place), f.event->>'id', f.event->'body'->>'kind',
    f.event->>'turnId', f.event->>'callId', now_at, f.event->'body'
  from jsonb_array_elements(events) with ordinality as f(event, place)
  where f.event->>'id' <> all(known) and array_position(ids, f.event->>'id') = f.place;
  get diagnostics added = row_count;
  if added = 0 then return s.head; end if;
  update streams set head = s.head + added, last_event_at = now_at, final_event =
    case when events->-1->'body'->>'kind' in ('ConversationClosed', 'ResearchEnded') then events->-1->'body' end
  where id = stream;
  perform pg_notify('tramontane_log', stream);
  return s.head + added;
end $$;
`;
