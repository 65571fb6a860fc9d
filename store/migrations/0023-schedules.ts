/**
 * Schedules and what became of each of their nominal times. The rows are the truth: a worker writes Temporal's schedules
 * after them. ADR 83 says why.
 */
export const schedules = /* sql */ `
create table schedules (
  id text primary key,
  tenant text not null,
  name text not null,
  spec jsonb not null,
  work jsonb not null,
  overlap text not null,
  catch_up_ms bigint not null,
  jitter_ms bigint not null,
  pause_after_failures integer,
  budget_per_firing jsonb,
  owner text,
  rights jsonb not null,
  created_at timestamptz(3) not null default now(),
  created_by jsonb not null,
  paused jsonb,
  paused_until timestamptz(3),
  failures integer not null default 0,
  revision integer not null default 1,
  checked_until timestamptz(3) not null,
  check_at timestamptz(3),
  armed_revision integer,
  armed_until timestamptz(3),
  deleted_at timestamptz(3),
  unique (tenant, id)
);
create index on schedules (tenant, created_at desc, id desc) where deleted_at is null;
create index schedules_by_owner on schedules (tenant, owner) where deleted_at is null;
create index schedules_to_check on schedules (check_at) where deleted_at is null and paused is null;
create index schedules_paused on schedules (paused_until) where paused_until is not null and deleted_at is null;
create index schedules_unarmed on schedules (id) where armed_revision is distinct from revision or deleted_at is not null;
create index schedules_by_armed_until on schedules (armed_until) where paused is null and armed_until is not null;
comment on table schedules is 'What is started at which times.';
comment on column schedules.spec is 'When: {kind: cron | every | calendar, ...}.';
comment on column schedules.work is 'What: {kind: message | conversation | research, ...}. Its texts are content.';
comment on column schedules.owner is 'Subject as whom it acts; null: it belongs to the whole tenant.';
comment on column schedules.rights is 'Kind, subject, groups, roles and scopes of the principal that wrote it last.';
comment on column schedules.paused is '{reason, by, at, until}; null: it fires.';
comment on column schedules.failures is 'Failures in a row.';
comment on column schedules.checked_until is 'Nominal times until then have a firing, or concerned a paused schedule.';
comment on column schedules.check_at is 'The first nominal time after checked_until; null: there is none.';
comment on column schedules.armed_revision is 'The revision that Temporal has; null: none.';
comment on column schedules.armed_until is 'When Temporal is to get the next nominal times; null: it has all.';
comment on column schedules.deleted_at is 'Set: the row goes once Temporal has the schedule no more.';
select protect_rows('schedules');

create table firings (
  id text primary key,
  tenant text not null,
  schedule_id text not null,
  due timestamptz(3) not null,
  cause text not null,
  outcome text not null,
  reason text,
  decided_at timestamptz(3) not null,
  conversation_id text,
  turn_id text,
  research_id text,
  status text,
  requested_by text,
  unique (schedule_id, due),
  foreign key (tenant, schedule_id) references schedules (tenant, id)
);
create index firings_waiting on firings (schedule_id, due) where outcome = 'WAITING';
create index firings_open on firings (schedule_id) where outcome = 'STARTED' and status is null;
create index firings_of_turns on firings (turn_id) where turn_id is not null;
create index firings_of_runs on firings (research_id) where research_id is not null;
create index firings_by_age on firings (decided_at);
comment on table firings is 'What became of the nominal times of schedules, and of times asked for.';
comment on column firings.due is 'Its nominal time; of one that was asked for, when.';
comment on column firings.cause is 'TIME, MANUAL or BACKFILL.';
comment on column firings.requested_by is 'Subject of the principal that asked for it; null: its time came, or it was the owner of this machine.';
comment on column firings.outcome is 'WAITING, STARTED, SKIPPED_OVERLAP, MISSED or REFUSED.';
comment on column firings.reason is 'Why it waits, or started nothing; null: it started.';
comment on column firings.status is 'How what it started has ended; null: it has not, or nothing was started.';
select protect_rows('firings');

create table schedule_watch (
  id boolean primary key default true check (id),
  passed_at timestamptz(3) not null,
  away_since timestamptz(3),
  gap_from timestamptz(3),
  gap_to timestamptz(3),
  outage_from timestamptz(3),
  outage_to timestamptz(3)
);
comment on table schedule_watch is 'One row: what kept schedules from firing lately, so that a missed firing has a reason.';
comment on column schedule_watch.passed_at is 'When a worker last looked for missed firings.';
comment on column schedule_watch.away_since is 'Since when Temporal has been away; null: it is there.';
comment on column schedule_watch.gap_from is 'From when to when, the last time, no worker looked.';
comment on column schedule_watch.outage_from is 'From when to when, the last time, Temporal was away.';

create function schedules_to_arm(at timestamptz, most integer) returns table (tenant text, id text)
language sql stable security definer as $$
  (select s.tenant, s.id from schedules s
    where s.armed_revision is distinct from s.revision or s.deleted_at is not null limit most)
  union
  (select s.tenant, s.id from schedules s where s.paused is null and s.armed_until <= at limit most)
$$;
comment on function schedules_to_arm is
  'Schedules that Temporal does not have as they are, or whose times it has only until at.';

create function schedules_to_check(at timestamptz, after_id text, most integer) returns table (tenant text, id text)
language sql stable security definer as $$
  select s.tenant, s.id from schedules s
  where s.deleted_at is null and s.paused is null and s.check_at <= at
    and s.check_at + s.jitter_ms * interval '1 millisecond' <= at and s.id > after_id order by s.id limit most
$$;
comment on function schedules_to_check is
  'Schedules with a nominal time that was to fire until at and has not been checked, in the order of ids.';

create function schedules_to_resume(at timestamptz, most integer) returns table (tenant text, id text)
language sql stable security definer as $$
  select s.tenant, s.id from schedules s where s.deleted_at is null and s.paused_until <= at limit most
$$;
comment on function schedules_to_resume is 'Schedules whose pause has ended.';

create function firings_to_start(most integer) returns table (tenant text, schedule_id text)
language sql stable security definer as $$
  select found.* from (select distinct f.tenant, f.schedule_id from firings f join schedules s on s.id = f.schedule_id
  where f.outcome = 'WAITING' and s.deleted_at is null and (s.paused is null or f.cause <> 'TIME')
    and not ((f.cause = 'BACKFILL' or s.overlap = 'BUFFER_ONE') and exists (
      select from firings o left join turns t on t.id = o.turn_id left join research_runs r on r.id = o.research_id
      where o.schedule_id = f.schedule_id and o.outcome = 'STARTED' and o.status is null
        and (t.id is not null and t.ended_at is null or r.id is not null and r.ended_at is null)))) found
  order by random() limit most
$$;
comment on function firings_to_start is
  'Schedules with firings that wait and can be decided, in no order: those that fail, or wait for the end of another one, keep '
  'no one else waiting.';

create function known_schedules(ids text[]) returns table (tenant text, id text)
language sql stable security definer as $$
  select s.tenant, s.id from schedules s where s.id = any(ids)
$$;
comment on function known_schedules is 'Those of these schedules that exist, with their tenants.';

create function armed_schedules(after_id text, most integer) returns table (tenant text, id text, revision integer)
language sql stable security definer as $$
  select s.tenant, s.id, s.armed_revision from schedules s
  where s.armed_revision is not null and s.deleted_at is null and s.id > after_id order by s.id limit most
$$;
comment on function armed_schedules is 'What Temporal should have, in the order of ids.';

create function purge_firings(before timestamptz, most integer) returns bigint language sql security definer as $$
  with gone as (
    delete from firings where id in (select f.id from firings f where f.decided_at < before
      and f.outcome <> 'WAITING' and (f.outcome <> 'STARTED' or f.status is not null or not exists (
        select from turns t where t.id = f.turn_id union all select from research_runs r where r.id = f.research_id))
      limit most)
    returning 1)
  select count(*) from gone
$$;
comment on function purge_firings is 'Deletes firings that were decided before, except those whose work exists and goes on; returns how many.';

create function schedule_backlog(at timestamptz) returns table (unarmed bigint, late_ms float, missed bigint)
language sql stable security definer as $$
  select (select count(*) from schedules where deleted_at is null and armed_revision is distinct from revision),
    coalesce((select extract(epoch from at - min(check_at + jitter_ms * interval '1 millisecond')) * 1000
      from schedules
      where deleted_at is null and paused is null and check_at <= at), 0)::float,
    (select count(*) from firings where outcome = 'MISSED' and decided_at > at - interval '1 hour')
$$;
comment on function schedule_backlog is
  'How many schedules Temporal does not have, how late the oldest nominal time is that was not checked, and how many '
  'firings of the last hour were missed.';

do $$
declare f text;
begin
  foreach f in array array['schedules_to_arm(timestamptz, integer)', 'schedules_to_check(timestamptz, text, integer)',
      'schedules_to_resume(timestamptz, integer)', 'firings_to_start(integer)', 'known_schedules(text[])',
      'armed_schedules(text, integer)', 'purge_firings(timestamptz, integer)', 'schedule_backlog(timestamptz)'] loop
    execute format('alter function %s set search_path = %I, pg_temp', f, current_schema());
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
`;
