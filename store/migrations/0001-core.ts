/** Agents, conversations, calls, the log and its drafts. */
export const core = /* sql */ `
-- What the log's incarnation is made of; the restore procedure raises the counter.
create table log_epoch (only_row boolean primary key default true check (only_row), counter integer not null);
insert into log_epoch (counter) values (1);

create table agents (
  id text primary key,
  tenant text not null,
  name text not null,
  description text,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  unique (tenant, name)
);

create table agent_versions (
  id text primary key,
  tenant text not null,
  agent_id text not null references agents,
  number integer not null,
  hash text not null,
  note text,
  created_at timestamptz not null default now(),
  spec jsonb not null,
  unique (agent_id, number),
  unique (agent_id, hash)
);

create table agent_aliases (
  agent_id text not null references agents,
  name text not null,
  version_id text not null references agent_versions,
  moved_at timestamptz not null default now(),
  moved_by jsonb not null,
  primary key (agent_id, name)
);

-- The agent at a provider that a version is. Without remote_id: somebody is making it until leased_until.
create table remote_agents (
  version_id text not null references agent_versions,
  provider text not null,
  remote_id text,
  leased_until timestamptz not null,
  primary key (version_id, provider)
);

create table mcp_servers (
  name text primary key,
  url text not null,
  seen_at timestamptz,
  failure jsonb,
  tools jsonb not null default '[]',
  prompts jsonb not null default '[]'
);

create table streams (
  id text primary key,
  tenant text not null,
  head bigint not null default 0
);

create table events (
  stream_id text not null references streams,
  seq bigint not null,
  id text not null,
  kind text not null,
  turn_id text,
  call_id text,
  at timestamptz not null,
  body jsonb not null,
  primary key (stream_id, seq),
  unique (stream_id, id)
);
create index events_by_time on events using brin (at); -- for retention alone

-- base_*: what the provider knows. No checkpoint_remote_id: nothing yet. checkpoint_dirty: restart from checkpoint_last_entry_id, never append.
create table conversations (
  id text primary key references streams,
  tenant text not null,
  agent_version_id text not null references agent_versions,
  provider text not null,
  title text,
  labels text[] not null default '{}',
  created_at timestamptz not null default now(),
  active_at timestamptz(3) not null default now(), -- ms, as cursors tell it
  closed_at timestamptz,
  next_turn integer not null default 1,
  checkpoint_remote_id text,
  checkpoint_last_entry_id text,
  checkpoint_dirty boolean not null default false,
  woken_at timestamptz not null default now()
);
create index conversations_by_activity on conversations (tenant, active_at desc, id desc);
create index conversations_by_labels on conversations using gin (labels);

-- base_*: the conversation's base when the turn began; a failed turn leaves it as it was. deadline: set when it began.
create table turns (
  id text primary key,
  tenant text not null,
  conversation_id text not null references conversations,
  number integer not null,
  status text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  failure jsonb,
  cancelled_by jsonb,
  cancel_reason text,
  traceparent text,
  checkpoint_remote_id text,
  checkpoint_last_entry_id text,
  deadline timestamptz,
  unique (conversation_id, number)
);
create index turns_open on turns (conversation_id, number) where status in ('QUEUED', 'RUNNING', 'WAITING');

-- One model call or tool call. step: which model call of the turn it is or belongs to; place: which of that call's
-- tool calls. fence: how often it was claimed; every append of a call names the fence it holds.
-- leased_until: a request of this fence may be opened only until then. outcome: kept once finished, never made again.
-- maybe_sent: an earlier attempt's request may have been taken in; look before sending, never append again.
-- remote_conversation_unknown: a request that makes a remote conversation was sent, and did not name it yet. malformed_arguments: the answer holds
-- broken arguments, its remote conversation takes nothing more.
create table calls (
  id text primary key,
  tenant text not null,
  conversation_id text not null references conversations,
  turn_id text not null references turns,
  kind text not null,
  step integer not null,
  place integer not null default 0,
  status text not null,
  input_hash text,
  fence integer not null default 0,
  leased_until timestamptz,
  attempts integer not null default 0,
  started_at timestamptz,
  ended_at timestamptz,
  retry_at timestamptz,
  failure jsonb,
  outcome jsonb,
  version_id text references agent_versions,
  remote_conversation_id text,
  input_tokens integer not null default 0,
  output_tokens integer not null default 0,
  estimated boolean not null default false,
  maybe_sent boolean not null default false,
  remote_conversation_unknown boolean not null default false,
  malformed_arguments boolean not null default false,
  possibly_paid_twice boolean not null default false,
  model_call_id text references calls,
  remote_tool_call_id text,
  server text,
  name text,
  arguments jsonb,
  result text,
  output jsonb
);
create index calls_by_turn on calls (turn_id, step);
create index calls_by_conversation on calls (conversation_id);
create index calls_open on calls (id) where status in ('QUEUED', 'RUNNING', 'WAITING');

-- Conversations at a provider that we made. abandoned_at: no base of ours since then, to be deleted there.
create table remote_conversations (
  provider text not null,
  remote_id text not null,
  conversation_id text not null references conversations,
  seen_at timestamptz not null default now(),
  abandoned_at timestamptz,
  primary key (provider, remote_id)
);
create index remote_conversations_kept on remote_conversations (conversation_id) where abandoned_at is null;
create index remote_conversations_abandoned on remote_conversations (abandoned_at) where abandoned_at is not null;

create table entries (
  id text primary key,
  tenant text not null,
  conversation_id text not null references conversations,
  turn_id text not null references turns,
  kind text not null,
  call_id text references calls,
  position bigint not null,
  created_at timestamptz not null default now(),
  status text not null,
  role text,
  author_version_id text references agent_versions,
  idempotency_key text,
  content jsonb not null default '[]',
  unique (conversation_id, position)
);
create index entries_by_turn on entries (turn_id, position);

-- Text of entries being written. Unlogged: a crash of PostgreSQL empties it and the writer writes it again.
-- number orders what one stream's only writer wrote. Its sequence is logged, but a crash can still set it back a
-- little, as nobody waits for it to reach the disk: whoever reads on by number begins anew after a lost connection.
-- A draft counts only while its entry is RUNNING: a writer that lost its fence can be late by one statement.
create sequence draft_numbers;
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
);
create index drafts_by_stream on drafts (stream_id, number);

create table idempotency_keys (
  tenant text not null,
  mutation text not null,
  key text not null,
  input_hash text not null,
  result jsonb,
  created_at timestamptz not null default now(),
  primary key (tenant, mutation, key)
);

-- Appends events under the stream's row lock: known ids are dropped, the rest numbered without holes.
-- events: [{id, turnId, callId, body}]. Answers the new head.
create function append_events(stream text, events jsonb) returns bigint language plpgsql as $$
declare
  new_head bigint;
  added integer;
begin
  select head into strict new_head from streams where id = stream for update;
  insert into events (stream_id, seq, id, kind, turn_id, call_id, at, body)
  select stream, new_head + row_number() over (order by f.place), f.event->>'id', f.event->'body'->>'kind',
    f.event->>'turnId', f.event->>'callId', clock_timestamp(), f.event->'body'
  from jsonb_array_elements(events) with ordinality as f(event, place)
  where not exists (select from events e where e.stream_id = stream and e.id = f.event->>'id');
  get diagnostics added = row_count;
  if added = 0 then return new_head; end if;
  update streams set head = new_head + added where id = stream;
  perform pg_notify('tramontane_log', stream);
  return new_head + added;
end $$;

-- Tells which streams changed: ids joined by commas, 100 a notification, so that each stays under 7 KB.
create function notify_streams(ids text[]) returns void language sql as $$
  select pg_notify('tramontane_log', string_agg(id, ',')) from (
    select id, (row_number() over (order by id) - 1) / 100 as page from (select distinct unnest(ids) as id) d) p
  group by page
$$;

-- Announces the entries of an item of write_log, which holds the stream. An entry's position is its event's number.
create function open_entries(item jsonb) returns void language plpgsql as $$
begin
  insert into calls (id, tenant, conversation_id, turn_id, kind, step, place, status, model_call_id,
    remote_tool_call_id, server, name)
  select o.id, item->>'tenant', item->>'streamId', item->>'turnId', 'tool', o.step, o.place, 'QUEUED',
    item->>'callId', o."remoteToolCallId", o.server, o.name
  from jsonb_to_recordset(item->'opened') as o(kind text, id text, step integer, place integer,
    "remoteToolCallId" text, server text, name text)
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

-- Writes what calls have pending, all streams in one transaction: opened entries with their events, chunks of text.
-- batch, one item a call: [{callId, fence, streamId, turnId, tenant, opened: [entry], events: [event], chunks: [chunk],
-- written: [{entryId, part}]}]. Writing the same batch again changes nothing. Answers for each '<callId>/<fence>':
--   busy     somebody else holds its stream; try again
--   lost     its fence has moved on, or it runs no more
--   gone     drafts of a part in 'written' are no more, as after a crash; write its text from the start
--   written
-- Nothing of a call that is not 'written' was written. Streams are locked only for events, sorted, without waiting.
create function write_log(batch jsonb) returns table (key text, outcome text) language plpgsql as $$
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
  select c."entryId", c.part, c."offset", i->>'streamId', c.kind, c.text
  from jsonb_array_elements(kept) i, jsonb_to_recordset(i->'chunks') as c("entryId" text, part integer, kind text,
    "offset" integer, text text)
  on conflict (entry_id, part, start_offset) do update
    set text = excluded.text, number = excluded.number
    where length(excluded.text) > length(drafts.text);
  perform notify_streams(array(select i->>'streamId' from jsonb_array_elements(kept) i
    where jsonb_array_length(i->'opened') = 0 and jsonb_array_length(i->'chunks') > 0));
  return query select * from jsonb_each_text(outcomes);
end $$;
`;
