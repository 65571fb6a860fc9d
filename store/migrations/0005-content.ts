/** Tools that the provider runs itself, and the files that tools made. */
export const content = /* sql */ `
-- A file that a tool of the provider made. PENDING: known, and fetched from next_attempt_at on; STORED; LOST: could not be
-- fetched, or is beyond retention, and will not come. failure says why, in our words.
create table files (
  id text primary key,
  tenant text not null,
  conversation_id text not null references conversations,
  entry_id text not null references entries,
  provider text not null,
  remote_id text not null,
  title text not null,
  status text not null default 'PENDING',
  created_at timestamptz not null default now(),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  media_type text,
  size integer,
  content bytea,
  failure text
);
alter table files alter column content set storage external; -- images are compressed already
create index files_due on files (next_attempt_at) where status = 'PENDING';
create index files_by_age on files (created_at) where content is not null;
create index files_by_conversation on files (conversation_id);

-- Keys that links are signed with; made once, at random, by whoever needs them first.
create table signing_keys (name text primary key, key bytea not null, created_at timestamptz not null default now());

-- kind 'hosted' of a call: a tool that the provider runs inside its answer. It is an entry and a step, begun when it
-- is announced, and nobody claims it. Otherwise as before.
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
  select o->>'id', item->>'tenant', item->>'streamId', item->>'turnId', o->>'kind', item->>'callId',
    s.head + row_number() over (order by n), 'RUNNING',
    case o->>'kind' when 'message' then 'AGENT' end, o->>'versionId'
  from jsonb_array_elements(item->'opened') with ordinality as l(o, n)
  join streams s on s.id = item->>'streamId'
  where not exists (select from entries e where e.id = o->>'id');
  perform append_events(item->>'streamId', item->'events');
end $$;
`;
