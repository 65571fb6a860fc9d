/** Research runs and their phases; text that a call writes into another stream. */
export const research = /* sql */ `
-- agents: the version that does each kind of phase, pinned when the run began.
create table research_runs (
  id text primary key references streams,
  tenant text not null,
  question text not null,
  symbols text[] not null,
  searches integer not null,
  revisions integer not null,
  language text not null,
  agents jsonb not null,
  provider text not null,
  sample_market_data boolean not null,
  budget jsonb not null,
  status text not null default 'RUNNING',
  verified boolean not null default false,
  failure jsonb,
  created_at timestamptz(3) not null default now(), -- ms, as cursors tell it
  ended_at timestamptz,
  forked_from text,
  actor jsonb not null,
  cancelled_by jsonb,
  cancel_reason text,
  traceparent text,
  woken_at timestamptz not null default now()
);
create index research_runs_by_age on research_runs (tenant, created_at desc, id desc);
create index research_runs_open on research_runs (woken_at) where ended_at is null;

-- turn_id: the turn that does the work; of a kept phase of a fork, the turn that did. draft_id: the id of its drafts;
-- each attempt of a model call writes under a new one.
create table research_phases (
  id text primary key,
  tenant text not null,
  research_id text not null references research_runs,
  number integer not null,
  kind text not null,
  round integer not null,
  name text not null,
  status text not null,
  started_at timestamptz,
  ended_at timestamptz,
  text text not null default '',
  outcome jsonb,
  failure jsonb,
  turn_id text references turns,
  draft_id text,
  unique (research_id, number)
);
create index research_phases_by_turn on research_phases (turn_id);
create index research_phases_by_draft on research_phases (draft_id) where draft_id is not null;

-- Set on the conversations behind phases: they are not listed, and nobody else speaks in them.
alter table conversations add column research_id text references research_runs;
create index conversations_of_research on conversations (research_id) where research_id is not null;

-- As in 0001, but a chunk may name another stream: the text of a phase is read in its run's.
create or replace function write_log(batch jsonb) returns table (key text, outcome text) language plpgsql as $$
declare
  locked text[];
  outcomes jsonb;
  kept jsonb;
begin
  select coalesce(array_agg(s.id), '{}') into locked from (
    select id from streams where id in (
      select i->>'streamId' from jsonb_array_elements(batch) i where jsonb_array_length(i->'opened') > 0)
    order by id for update skip locked) s;
  select jsonb_object_agg(i."callId" || '/' || i.fence, case
      when jsonb_array_length(i.opened) > 0 and i."streamId" <> all(locked) then 'busy'
      when not exists (select from calls c where c.id = i."callId" and c.fence = i.fence and c.status = 'RUNNING')
        then 'lost'
      when exists (select from jsonb_to_recordset(i.written) as w("entryId" text, part integer)
        where not exists (select from drafts d
          where d.entry_id = w."entryId" and d.part = w.part and d.start_offset = 0)) then 'gone'
      else 'written' end) into outcomes
  from jsonb_to_recordset(batch) as i("callId" text, fence integer, "streamId" text, opened jsonb, written jsonb);
  select coalesce(jsonb_agg(i), '[]') into kept from jsonb_array_elements(batch) i
  where outcomes->>((i->>'callId') || '/' || (i->>'fence')) = 'written';
  perform open_entries(i) from jsonb_array_elements(kept) i where jsonb_array_length(i->'opened') > 0;
  insert into drafts (entry_id, part, start_offset, stream_id, kind, text)
  select c."entryId", c.part, c."offset", coalesce(c."streamId", i->>'streamId'), c.kind, c.text
  from jsonb_array_elements(kept) i, jsonb_to_recordset(i->'chunks') as c("entryId" text, part integer, kind text,
    "offset" integer, text text, "streamId" text)
  on conflict (entry_id, part, start_offset) do update
    set text = excluded.text, number = excluded.number
    where length(excluded.text) > length(drafts.text);
  perform notify_streams(array(select i->>'streamId' from jsonb_array_elements(kept) i
    where jsonb_array_length(i->'opened') = 0 and jsonb_array_length(i->'chunks') > 0
    union select c->>'streamId' from jsonb_array_elements(kept) i, jsonb_array_elements(i->'chunks') c
    where c ? 'streamId'));
  return query select * from jsonb_each_text(outcomes);
end $$;

-- As in 0001, but of the same id twice in one batch the second is dropped too.
create or replace function append_events(stream text, events jsonb) returns bigint language plpgsql as $$
declare
  new_head bigint;
  added integer;
begin
  select head into strict new_head from streams where id = stream for update;
  insert into events (stream_id, seq, id, kind, turn_id, call_id, at, body)
  select stream, new_head + row_number() over (order by f.place), f.event->>'id', f.event->'body'->>'kind',
    f.event->>'turnId', f.event->>'callId', clock_timestamp(), f.event->'body'
  from jsonb_array_elements(events) with ordinality as f(event, place)
  where not exists (select from events e where e.stream_id = stream and e.id = f.event->>'id')
    and not exists (select from jsonb_array_elements(events) with ordinality as g(event, place)
      where g.place < f.place and g.event->>'id' = f.event->>'id');
  get diagnostics added = row_count;
  if added = 0 then return new_head; end if;
  update streams set head = new_head + added where id = stream;
  perform pg_notify('tramontane_log', stream);
  return new_head + added;
end $$;
`;
