/**
 * The functions of a turn look up rows by index, one after the other.
 *
 * Below row level security PostgreSQL uses a condition for an index only if it is leakproof. `jsonb ->> key` of a row of
 * another relation is not: `e.id = o->>'id'` read the whole index of the tenant. A column of `jsonb_to_recordset` and an
 * array are.
 *
 * The planner expects 100 rows of `jsonb_to_recordset`, where a turn has one or two. For 100 rows it reads a whole table
 * up to tens of thousands of rows and joins it by a hash, and a function keeps that plan. The settings of a function hold
 * for the functions that it calls, too.
 */
export const plansByIndex = /* sql */ `
create or replace function open_entries(item jsonb) returns void language plpgsql as $$
begin
  insert into calls (id, tenant, conversation_id, turn_id, kind, step, place, status, model_call_id,
    remote_tool_call_id, server, name, attempts, started_at)
  select o.id, item->>'tenant', item->>'streamId', item->>'turnId',
    case when o.hosted then 'hosted' else 'tool' end, o.step, o.place,
    case when o.hosted then 'RUNNING' else 'QUEUED' end,
    item->>'callId', o."remoteToolCallId", o.server, o.name,
    case when o.hosted then 1 else 0 end, case when o.hosted then now() end
  from jsonb_to_recordset(item->'opened') as o(kind text, id text, step integer, place integer,
    "remoteToolCallId" text, server text, name text, hosted boolean)
  where o.kind = 'tool' on conflict (id) do nothing;
  insert into entries (id, tenant, conversation_id, turn_id, kind, call_id, position, status, role, author_version_id)
  select o.id, item->>'tenant', item->>'streamId', item->>'turnId', o.kind, item->>'callId',
    s.head + row_number() over (order by o.n), 'RUNNING', case o.kind when 'message' then 'AGENT' end, o.version
  from rows from (jsonb_to_recordset(item->'opened') as (id text, kind text, "versionId" text)) with ordinality
    as o(id, kind, version, n)
  join streams s on s.id = item->>'streamId'
  where (select e.id from entries e where e.id = o.id limit 1) is null;
  perform append_events(item->>'streamId', item->'events');
end $$;

create or replace function settle_phases(run text, settled jsonb) returns void language plpgsql as $$
begin
  update research_phases p set status = s.status, ended_at = clock_timestamp(), draft_id = null,
    started_at = coalesce(p.started_at, clock_timestamp()), text = s.text, outcome = s.outcome, failure = s.failure
  from jsonb_to_recordset(settled) as s(id text, status text, text text, outcome jsonb, failure jsonb)
  where p.id = s.id;
  perform append_events(run,
    (select jsonb_agg(s->'event' order by place) from jsonb_array_elements(settled) with ordinality as l(s, place)));
end $$;

do $$
declare
  f text[];
  before text;
  after text;
begin
  foreach f slice 1 in array array[
      ['write_drafts', 'where id in (select a->>''streamId'' from jsonb_array_elements(announcing) a)',
        'where id = any(array(select a->>''streamId'' from jsonb_array_elements(announcing) a))'],
      ['open_phases', 'from jsonb_array_elements(phases) q join agent_versions v on v.id = q->>''versionId''',
        'from (select q, x."versionId" from jsonb_array_elements(phases) q,
    jsonb_to_record(q) as x("versionId" text)) l join agent_versions v on v.id = l."versionId"'],
      ['open_phases', 'with ordinality as l(q, place) join agent_versions v on v.id = q->>''versionId''',
        'with ordinality as l(q, place)
    cross join lateral jsonb_to_record(q) as x("versionId" text) join agent_versions v on v.id = x."versionId"']] loop
    before := pg_get_functiondef(f[1]::regproc);
    after := replace(before, f[2], f[3]);
    if after = before then raise exception '% has no %', f[1], f[2]; end if;
    execute after;
  end loop;
end $$;

do $$
declare
  f text;
  setting text;
begin
  foreach f in array array['append_events', 'open_entries', 'end_tool_calls', 'claim_model_call', 'commit_model_call',
      'accept_message', 'send_message', 'write_drafts', 'commit_tool_calls', 'claim_tool_call', 'open_phases',
      'settle_phases', 'begin_phase_text', 'read_entry', 'read_changes'] loop
    execute format('alter function %s set plan_cache_mode = force_generic_plan', f::regproc::oid::regprocedure);
    foreach setting in array array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'] loop
      execute format('alter function %s set %s = off', f::regproc::oid::regprocedure, setting);
    end loop;
  end loop;
end $$;
`;
