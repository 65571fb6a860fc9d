/**
 * What concerns all tenants at once, as functions of the owner: they return ids with their tenants, and numbers, but no
 * content. read_changes is given the tenant of each stream that it reads.
 */
export const acrossTenants = /* sql */ `
create function read_changes(ids text[], of_tenants text[], seqs bigint[], ats text[], numbers bigint[])
returns table (stream_id text, place bigint, at timestamptz, body jsonb, is_event boolean)
language plpgsql stable security definer set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return query
  with p as (select * from unnest(ids, of_tenants, seqs, ats::timestamptz[], numbers) as p(id, tenant, seq, at, draft)),
    behind as (select p.id, p.seq, greatest(p.at, s.created_at) as at, s.last_event_at as until
      from p join streams s on s.id = p.id and s.tenant = p.tenant and s.head > p.seq)
  select e.stream_id, e.seq as place, e.at, e.body, true as is_event
  from behind b cross join lateral ( -- offset 0: by the index, stream by stream, however many there are
    select * from events e where e.stream_id = b.id and e.seq > b.seq and e.at between b.at and b.until offset 0) e
  union all
  select f.stream_id, f.seq, f.at, f.body, true
  from behind b join final_events f on f.stream_id = b.id and f.seq > b.seq
  union all
  select d.stream_id, d.number, d.at, jsonb_build_object('entryId', o.id, 'draftId', d.entry_id, 'part', d.part,
    'kind', d.kind, 'offset', d.start_offset, 'text', d.text), false
  from p join drafts d on d.stream_id = p.id and d.number > p.draft and d.tenant = p.tenant
  join lateral (
    select id from entries where id = d.entry_id and status = 'RUNNING'
    union all select id from research_phases where draft_id = d.entry_id) o on true
  order by stream_id, is_event desc, place;
end $$;
comment on function read_changes is
  'What is new in streams, each of the tenant that is named with it, after a number of an event, its time and a number '
  'of a draft: events in order, then drafts. One API process reads for its readers of all tenants.';

create function conversations_with_labels(of_tenant text, of_labels text[]) returns table (id text)
language sql stable security definer as $$
  select id from conversations where tenant = of_tenant and labels <> '{}' and labels @> of_labels
$$;
comment on function conversations_with_labels is
  'Ids of the tenant''s conversations with these labels. Below row level security a query cannot use their index: the '
  'operator might tell something of rows that the caller may not see.';

create function claims_in_force(ids text[]) returns table (claim text)
language sql stable security definer as $$
  select id || '/' || fence from calls where id = any(ids) and status = 'RUNNING'
$$;
comment on function claims_in_force is 'The current claims of these calls that run, as <id>/<fence>.';

create function claim_stale_conversations(after_ms float) returns table (tenant text, conversation_id text)
language sql security definer as $$
  update conversations set woken_at = now() where id in (
    select c.id from conversations c join turns t on t.conversation_id = c.id
    where c.research_id is null and t.ended_at is null and not exists (
      select from turns first where first.conversation_id = c.id and first.number < t.number
      and first.ended_at is null)
    and not exists (select from waiting_turns w where w.tenant = t.tenant and w.turn_id = t.id)
    and (t.status <> 'WAITING' or exists (
      select from calls l left join approvals a on a.call_id = l.id and a.verdict = 'PENDING'
      where l.turn_id = t.id and l.status in ('QUEUED', 'RUNNING', 'WAITING')
      and (a.id is null or a.expires_at < now())))
    and c.woken_at < now() - after_ms * interval '1 millisecond' limit 200)
  returning tenant, id
$$;
comment on function claim_stale_conversations is
  'Conversations with an open turn that no worker has examined for after_ms, up to 200; each is returned once in that '
  'time. Turns that only wait for approvals that have not expired are skipped, those that wait for other turns of their tenant, and '
  'those of research runs.';

create function claim_stale_runs(after_ms float) returns table (tenant text, research_id text)
language sql security definer as $$
  update research_runs set woken_at = now() where id in (
    select id from research_runs where ended_at is null
    and woken_at < now() - after_ms * interval '1 millisecond' limit 200 for update skip locked)
  returning tenant, id
$$;
comment on function claim_stale_runs is
  'Open research runs that no worker has examined for after_ms, up to 200; each is returned once in that time.';

create function claim_stale_agent_commands(after_ms float) returns table (tenant text, agent text)
language sql security definer as $$
  update agent_commands set woken_at = now() where (tenant, mutation, key) in (
    select tenant, mutation, key from agent_commands
    where refused is null and woken_at < now() - after_ms * interval '1 millisecond'
    limit 100 for update skip locked)
  returning tenant, agent
$$;
comment on function claim_stale_agent_commands is
  'Agents whose pending commands no worker has examined for after_ms; a command is returned once in that time.';

create function claim_erasures(after_ms float, again_ms float, most integer)
returns table (tenant text, id text, provider text) language sql security definer as $$
  update conversations set erase_tried_at = now() where id in (
    select id from conversations where erase_requested_at is not null and erased_at is null
    and erase_requested_at < now() - after_ms * interval '1 millisecond'
    and (erase_tried_at is null or erase_tried_at < now() - again_ms * interval '1 millisecond')
    order by erase_requested_at limit most for update skip locked)
  returning tenant, id, provider
$$;
comment on function claim_erasures is
  'Conversations whose erasure was requested at least after_ms ago; each is returned again after again_ms until it is '
  'erased.';

create function claim_abandoned_conversations(of_provider text, after_ms float, most integer)
returns table (tenant text, remote_id text) language sql security definer as $$
  update remote_conversations set abandoned_at = now() where (provider, remote_id) in (
    select r.provider, r.remote_id from remote_conversations r
    where r.abandoned_at < now() - after_ms * interval '1 millisecond' and r.provider = of_provider
      and not exists (select from conversations c
        where c.checkpoint_remote_id = r.remote_id and c.provider = r.provider)
      and not exists (select from turns b where b.checkpoint_remote_id = r.remote_id and b.ended_at is null)
      and not exists (select from turns t where t.conversation_id = r.conversation_id and t.ended_at is null)
    order by r.abandoned_at limit most for update of r skip locked)
  returning tenant, remote_id
$$;
comment on function claim_abandoned_conversations is
  'Remote conversations that were abandoned at least after_ms ago and that no checkpoint needs: not of a conversation, '
  'a fork, or an open turn that may restore it. Each is returned again after after_ms until it is removed.';

create function claim_file(of_provider text, lease_ms float) returns table (tenant text, id text)
language sql security definer as $$
  update files set attempts = attempts + 1, next_attempt_at = now() + lease_ms * interval '1 millisecond'
  where id = (select id from files where status = 'PENDING' and provider = of_provider and next_attempt_at <= now()
    order by next_attempt_at limit 1 for update skip locked)
  returning tenant, id
$$;
comment on function claim_file is 'Claims a file to download, for lease_ms; no row if there is none.';

create function tenants_with_agents(of_provider text) returns table (tenant text)
language sql stable security definer as $$
  select tenant from remote_agents where provider = of_provider
  union select tenant from fallback_agents where provider = of_provider
$$;
comment on function tenants_with_agents is 'The tenants with agents at a provider.';

create function open_work() returns table (work text, tenant text, status text, count bigint)
language sql stable security definer as $$
  select 'turn', tenant, status, count(*) from turns where ended_at is null group by 2, 3
  union all select 'approval', tenant, verdict, count(*) from approvals where verdict = 'PENDING' group by 2, 3
  union all select 'research', tenant, 'RUNNING', count(*) from research_runs where ended_at is null group by 2
$$;
comment on function open_work is 'How many turns, approvals and research runs are open.';

create function oldest_turn_ms() returns float language sql stable security definer as $$
  select coalesce(extract(epoch from clock_timestamp() - min(created_at)) * 1000, 0)::float from turns t
  where t.ended_at is null and status = 'QUEUED' and not exists (select from turns o
    where o.conversation_id = t.conversation_id and o.number < t.number and o.ended_at is null)
$$;
comment on function oldest_turn_ms is
  'Age of the oldest turn that comes next in its conversation and has not begun, ms; 0 without one.';

create function purge_idempotency_keys(after_ms float, most integer) returns bigint
language plpgsql security definer as $$
declare gone bigint;
begin
  delete from idempotency_keys where ctid = any(array(
    select ctid from idempotency_keys where created_at < now() - after_ms * interval '1 millisecond'
    order by created_at limit most for update skip locked));
  get diagnostics gone = row_count;
  return gone;
end $$;
comment on function purge_idempotency_keys is 'Deletes keys older than after_ms; returns how many.';

create function purge_agent_commands(after_ms float) returns bigint language plpgsql security definer as $$
declare gone bigint;
begin
  delete from agent_commands where created_at < now() - after_ms * interval '1 millisecond';
  get diagnostics gone = row_count;
  return gone;
end $$;
comment on function purge_agent_commands is 'Deletes commands older than after_ms; returns how many.';

create function purge_files(retention_ms float) returns bigint language plpgsql security definer as $$
declare gone bigint;
begin
  update files set status = 'LOST', content = null, failure = 'It was kept as long as files are.'
  where id in (select id from files where content is not null
    and created_at < now() - retention_ms * interval '1 millisecond' limit 100);
  get diagnostics gone = row_count;
  return gone;
end $$;
comment on function purge_files is
  'Deletes the bytes of up to 100 files older than retention_ms; their links say so. Returns how many.';

create function purge_point_buckets() returns void language sql security definer as $$
  delete from point_buckets where at < now() - interval '2 days'
$$;
comment on function purge_point_buckets is 'Deletes buckets that have been empty for a day.';

create function purge_drafts() returns void language sql security definer as $$
  delete from drafts d where d.at < now() - interval '1 hour'
    and not exists (select from entries e where e.id = d.entry_id and e.status = 'RUNNING')
$$;
comment on function purge_drafts is 'Deletes drafts whose entry was completed or discarded an hour ago.';

create function purge_past_events(retention_ms float, most_streams integer, most_events integer) returns bigint
language plpgsql security definer as $$
declare
  gone bigint;
  before timestamptz := now() - retention_ms * interval '1 millisecond';
begin
  with old as (
    select distinct o.stream_id from (
      select e.stream_id from events_past e join streams s on s.id = e.stream_id and e.seq < s.head
      where e.at < before limit most_events) o
    limit most_streams),
  through as (
    select o.stream_id, least(max(e.seq), min(e.seq) + most_events - 1) as seq
    from old o join streams s on s.id = o.stream_id
    join events_past e on e.stream_id = o.stream_id and e.seq < s.head and e.at < before
    group by o.stream_id)
  delete from events e using through t where e.stream_id = t.stream_id and e.seq <= t.seq;
  get diagnostics gone = row_count;
  return gone;
end $$;
comment on function purge_past_events is
  'Deletes the beginnings of streams that are older than all partitions and than retention_ms; returns how many events.';

create function purge_default_events(retention_ms float, most_events integer) returns bigint
language plpgsql security definer as $$
declare gone bigint;
begin
  delete from events_default where (stream_id, seq) in (
    select stream_id, seq from events_default where at < least(now() - retention_ms * interval '1 millisecond',
      (select min(from_at) from event_partitions))
    order by at, seq limit most_events);
  get diagnostics gone = row_count;
  return gone;
end $$;
comment on function purge_default_events is
  'Deletes events that were written while no partition covered their time, unless an older partition is still kept; '
  'returns how many.';

create function tenants_with_waiting_turns(most integer) returns table (tenant text)
language sql stable security definer as $$
  select distinct tenant from waiting_turns limit most
$$;
comment on function tenants_with_waiting_turns is 'Tenants with turns that wait for others.';

-- Wakes turns of all tenants.
alter function claim_waiting_turns security definer;

do $$
declare f regprocedure;
begin
  for f in select oid from pg_proc where pronamespace = current_schema()::regnamespace and prosecdef loop
    execute format('alter function %s set search_path = %I, pg_temp', f, current_schema());
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
`;
