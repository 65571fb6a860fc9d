/**
 * What every turn writes costs less: no foreign keys on the tables of turns, no index on a column that a turn changes,
 * and small keys for the events of the log. ADR 45 says what protects the references instead.
 */
export const hotTables = /* sql */ `
alter table conversations drop constraint conversations_id_fkey, drop constraint conversations_agent_version_id_fkey,
  drop constraint conversations_checkpoint_version_id_fkey, drop constraint conversations_research_id_fkey,
  drop constraint conversations_forked_from_fkey;
alter table turns drop constraint turns_conversation_id_fkey, drop constraint turns_checkpoint_version_id_fkey;
alter table calls drop constraint calls_conversation_id_fkey, drop constraint calls_turn_id_fkey,
  drop constraint calls_model_call_id_fkey, drop constraint calls_version_id_fkey,
  drop constraint calls_handed_to_version_id_fkey;
alter table entries drop constraint entries_conversation_id_fkey, drop constraint entries_turn_id_fkey,
  drop constraint entries_call_id_fkey, drop constraint entries_author_version_id_fkey,
  drop constraint entries_to_version_id_fkey;

alter table conversations add column active_slot timestamptz not null
  generated always as (date_bin('10 minutes', active_at, '2000-01-01 00:00:00+00')) stored;
comment on column conversations.active_slot is
  'active_at, rounded down to 10 minutes. The list is indexed by it: most updates of active_at change no index.';
drop index conversations_by_activity;
create index conversations_by_activity on conversations (tenant, active_slot desc);
drop index conversations_by_labels;
create index conversations_by_labels on conversations using gin (labels) where labels <> '{}';

drop index turns_open, turns_open_by_checkpoint;
create index turns_open on turns (conversation_id, number) where ended_at is null;

drop index calls_open, calls_by_start;
create index calls_by_start on calls using brin (started_at) with (pages_per_range = 16, autosummarize = on);

-- A partition created by the baseline has its keys under generated names.
do $$
declare part text;
begin
  for part in select name from event_partitions loop
    execute format('alter table %I drop constraint %I', part, (select conname from pg_constraint
      where conrelid = part::regclass and contype = 'u'));
  end loop;
end $$;
alter table events drop column turn_id, drop column call_id,
  alter column id type bytea using substr(sha256(convert_to(stream_id || '/' || id, 'UTF8')), 1, 16);
comment on column events.id is
  'First 16 bytes of the SHA-256 of stream and id. Known to the stream once; an event appended again is dropped.';
do $$
declare part text;
begin
  for part in select name from event_partitions loop
    execute format('alter table %I add unique (id)', part);
  end loop;
end $$;

-- One plan for all calls: planning over all partitions takes longer than running.
create or replace function append_events(stream text, new_events jsonb) returns bigint language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
  s record;
  now_at timestamptz;
  ids bytea[] := array(select substr(sha256(convert_to(stream || '/' || (e->>'id'), 'UTF8')), 1, 16)
    from jsonb_array_elements(new_events) with ordinality as l(e, place) order by place);
  added integer;
begin
  select head, created_at, last_event_at into strict s from streams where id = stream for update;
  now_at := greatest(clock_timestamp(), s.last_event_at, s.created_at);
  -- A scalar subquery is looked up by the index for each event; an anti-join may read the whole table.
  insert into events (stream_id, seq, id, kind, at, body)
  select stream, s.head + row_number() over (order by n.place), n.id, n.body->>'kind', now_at, n.body
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
comment on function append_events is
  'Appends events [{id, body}] under the stream''s row lock and returns the new head. '
  'Events whose id the stream has are dropped, the others numbered without gaps; notifies tramontane_log.';

create or replace function add_events_partition(span interval) returns text language plpgsql security definer as $$
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
  execute format('create table %I (like events, primary key (stream_id, seq), unique (id))', part);
  execute format('alter table events attach partition %I for values from (%L) to (%L)', part, began, ended);
  return part;
end $$;
do $$ begin
  execute format('alter function add_events_partition(interval) set search_path = %I, pg_temp', current_schema());
end $$;
`;
