/** Partitions of the event log by time. */
export const partition = /* sql */ `
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
`;
