/** Entries of a conversation, and how draft writers write them. */
export const entry = /* sql */ `
create table entries (
  id text primary key,
  tenant text not null,
  conversation_id text not null references conversations,
  turn_id text not null references turns,
  call_id text references calls,
  kind text not null,
  position bigint not null,
  created_at timestamptz not null default now(),
  status text not null,
  role text,
  author_version_id text references agent_versions,
  to_version_id text references agent_versions,
  idempotency_key text,
  content jsonb not null default '[]',
  reserved_turn integer,
  steered_step integer,
  unique (conversation_id, position)
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
create index entries_by_turn on entries (turn_id, position);
create index entries_steered on entries (turn_id) where reserved_turn is not null and steered_step is null;
alter table conversations add foreign key (forked_from) references entries;
comment on table entries is 'Messages, tool calls and hand-offs, as they are shown.';
comment on column entries.position is 'Number of the event that announced it.';
comment on column entries.author_version_id is 'The version that wrote it, or that hands over; null: a user.';
comment on column entries.to_version_id is 'Of a hand-off: the version that takes over.';
comment on column entries.content is 'Empty while the entry is RUNNING: its text is in drafts.';
comment on column entries.reserved_turn is
  'Of a steered message: the number of the turn that it opens if it cannot join the running one.';
comment on column entries.steered_step is 'Of a steered message: the model call that took it; null while it waits.';

create function open_entries(item jsonb) returns void language plpgsql as $$
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
  select o->>'id', item->>'tenant', item->>'streamId', item->>'turnId', o->>'kind', item->>'callId',
    s.head + row_number() over (order by n), 'RUNNING',
    case o->>'kind' when 'message' then 'AGENT' end, o->>'versionId'
  from jsonb_array_elements(item->'opened') with ordinality as l(o, n)
  join streams s on s.id = item->>'streamId'
  where not exists (select from entries e where e.id = o->>'id');
  perform append_events(item->>'streamId', item->'events');
end $$;
comment on function open_entries is
  'Inserts the entries and tool calls that an item of write_log announces, and appends their events.';

create function write_log(batch jsonb) returns table (key text, outcome text) language plpgsql as $$
declare
  locked text[];
  outcomes jsonb;
  written jsonb;
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
  select coalesce(jsonb_agg(i), '[]') into written from jsonb_array_elements(batch) i
  where outcomes->>((i->>'callId') || '/' || (i->>'fence')) = 'written';
  perform open_entries(i) from jsonb_array_elements(written) i where jsonb_array_length(i->'opened') > 0;
  insert into drafts (entry_id, part, start_offset, stream_id, kind, text)
  select c."entryId", c.part, c."offset", coalesce(c."streamId", i->>'streamId'), c.kind, c.text
  from jsonb_array_elements(written) i, jsonb_to_recordset(i->'chunks') as c("entryId" text, part integer, kind text,
    "offset" integer, text text, "streamId" text)
  on conflict (entry_id, part, start_offset) do update
    set text = excluded.text, number = excluded.number
    where length(excluded.text) > length(drafts.text);
  perform notify_streams(array(select i->>'streamId' from jsonb_array_elements(written) i
    where jsonb_array_length(i->'opened') = 0 and jsonb_array_length(i->'chunks') > 0
    union select c->>'streamId' from jsonb_array_elements(written) i, jsonb_array_elements(i->'chunks') c
    where c ? 'streamId'));
  return query select * from jsonb_each_text(outcomes);
end $$;
comment on function write_log is
  'Writes what claimed calls have pending, one item a call: [{callId, fence, streamId, turnId, tenant, opened, events, '
  'chunks, written}]. opened: entries to announce, with their events. chunks: text of open entries; one that names '
  'a streamId goes to that stream. written: [{entryId, part}] whose beginning was committed before. Writing a batch '
  'again changes nothing. Returns for each ''callId/fence'': busy (another transaction has the stream locked; retry), '
  'lost (the fence is not current, or the call does not run), gone (drafts of a part in written are missing, as after '
  'a crash; write its text from the start), written. Only written items were written. Streams are locked only for '
  'announcements: sorted, without waiting.';
`;
