/** The phases of a research run are opened, begun and settled by one statement each. */
export const researchPhases = /* sql */ `
create function open_phases(run text, phases jsonb) returns void language plpgsql as $$
declare
  r record;
  p record;
begin
  select tenant, provider into strict r from research_runs where id = run;
  insert into streams (id, tenant) select q->'message'->>'conversationId', r.tenant from jsonb_array_elements(phases) q;
  insert into conversations (id, tenant, agent_version_id, provider, title, budget, research_id)
  select q->'message'->>'conversationId', r.tenant, v.id, r.provider, q->>'name',
    jsonb_strip_nulls(coalesce(nullif(v.spec->'conversationBudget', 'null'), '{}')), run
  from jsonb_array_elements(phases) q join agent_versions v on v.id = q->>'versionId';
  for p in
    select q->'message' as message, jsonb_strip_nulls(coalesce(nullif(v.spec->'turnBudget', 'null'), '{}')) as budget
    from jsonb_array_elements(phases) with ordinality as l(q, place) join agent_versions v on v.id = q->>'versionId'
    order by place
  loop
    perform accept_message(p.message || jsonb_build_object('number', 1, 'position', 2, 'budget', p.budget));
  end loop;
  insert into research_phases (id, tenant, research_id, number, kind, round, name, status, turn_id)
  select q->>'id', r.tenant, run, before.number + place, q->>'kind', (q->>'round')::integer, q->>'name', 'QUEUED',
    q->'message'->>'turnId'
  from jsonb_array_elements(phases) with ordinality as l(q, place),
    (select coalesce(max(number), 0) as number from research_phases where research_id = run) before;
  perform append_events(run,
    (select jsonb_agg(q->'event' order by place) from jsonb_array_elements(phases) with ordinality as l(q, place)));
end $$;
comment on function open_phases is
  'Opens phases {id, kind, round, name, versionId, event, message} of a run, each with a conversation of its own. '
  'message: that of accept_message without number, position and budget. The caller has locked the run''s stream.';

create function begin_phase_text(turn text, attempt text)
returns table (phase_id text, kind text, research_id text, draft_before text) language plpgsql as $$
begin
  select p.id, p.kind, p.research_id, p.draft_id into phase_id, kind, research_id, draft_before
  from research_phases p where p.turn_id = turn and p.ended_at is null;
  if not found then return; end if;
  perform append_events(research_id, jsonb_build_array(jsonb_build_object(
    'id', phase_id || '/RUNNING/' || attempt,
    'body', jsonb_build_object('kind', 'PhaseChanged', 'phaseId', phase_id, 'status', 'RUNNING'))));
  update research_phases p set status = 'RUNNING', draft_id = phase_id || '/' || attempt,
    started_at = coalesce(p.started_at, clock_timestamp()) where p.id = phase_id;
  return next;
end $$;
comment on function begin_phase_text is
  'Restarts the text of the open phase of a turn under a new draft id, with the event that it runs. Returns the phase '
  'and its draft id before; no row without an open phase. The caller has locked the conversation''s stream.';

create function settle_phases(run text, settled jsonb) returns void language plpgsql as $$
begin
  update research_phases p set status = s->>'status', ended_at = clock_timestamp(), draft_id = null,
    started_at = coalesce(p.started_at, clock_timestamp()), text = s->>'text',
    outcome = nullif(s->'outcome', 'null'), failure = nullif(s->'failure', 'null')
  from jsonb_array_elements(settled) s where p.id = s->>'id';
  perform append_events(run,
    (select jsonb_agg(s->'event' order by place) from jsonb_array_elements(settled) with ordinality as l(s, place)));
end $$;
comment on function settle_phases is
  'Ends phases {id, status, text, outcome, failure, event} of a run. The caller has locked the run''s stream.';
`;
