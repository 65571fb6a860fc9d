/**
 * Owners and shares of conversations and research runs, senders of messages, and idempotency keys by subject. Functions
 * keep their signatures: without the new fields of their input they write what the release before wrote.
 */
export const ownership = /* sql */ `
alter table conversations add column owner text;
alter table research_runs add column owner text;
alter table turns add column sent_by text;
alter table entries add column sent_by text;
comment on column conversations.owner is
  'Subject of the principal that it belongs to; null: to the whole tenant. One with research_id belongs to whom the run '
  'belongs, and its own owner is null.';
comment on column research_runs.owner is 'Subject of the principal that it belongs to; null: to the whole tenant.';
comment on column turns.sent_by is
  'Subject of the principal whose message opened it; null: the owner of the machine, or a message that was sent before '
  'this was recorded.';
comment on column entries.sent_by is 'Of a steered message: as turns.sent_by, for the turn that it may open.';
create index conversations_by_owner on conversations (tenant, owner);
create index research_runs_by_owner on research_runs (tenant, owner);

create table shares (
  tenant text not null,
  object_id text not null,
  grantee text not null,
  access text not null,
  granted_by jsonb not null,
  granted_at timestamptz not null default now(),
  primary key (tenant, object_id, grantee)
);
create index shares_by_grantee on shares (tenant, grantee);
comment on table shares is 'Who may read or write a conversation or a research run besides its owner.';
comment on column shares.object_id is 'Id of the conversation or the research run.';
comment on column shares.grantee is 'A subject, or group:<name> for all members of a group.';
comment on column shares.access is 'READ, or WRITE, which includes it.';
comment on column shares.granted_by is 'The actor that granted it last.';

alter table idempotency_keys add column subject text not null default '';
alter table idempotency_keys drop constraint idempotency_keys_pkey,
  add primary key (tenant, subject, mutation, key);
comment on column idempotency_keys.subject is
  'Subject of the principal that used the key; empty: the owner of the machine.';
comment on column agent_commands.key is
  'The idempotency key; of a principal with a subject a hash of both, so that a process of the release before finds '
  'the conflict that it expects.';

create or replace function accept_message(message jsonb) returns timestamptz language plpgsql as $$
begin
  with turn as (
    insert into turns (id, tenant, conversation_id, number, status, traceparent, budget, sent_by)
    values (message->>'turnId', message->>'tenant', message->>'conversationId', (message->>'number')::integer, 'QUEUED',
      message->>'traceparent', message->'budget', message->>'sentBy')),
  entry as (
    insert into entries (id, tenant, conversation_id, turn_id, kind, position, status, role, idempotency_key, content)
    values (message->>'entryId', message->>'tenant', message->>'conversationId', message->>'turnId', 'message',
      (message->>'position')::bigint, 'COMPLETED', 'USER', message->>'key', message->'content'))
  update conversations set next_turn = (message->>'number')::integer + 1, active_at = now(), woken_at = now()
  where id = message->>'conversationId';
  perform append_events(message->>'conversationId', message->'events');
  return now();
end $$;
comment on function accept_message is
  'Writes a message {tenant, conversationId, turnId, entryId, number, position, key, content, budget, traceparent, '
  'sentBy, events} with its turn, appends the events, and returns the time. The caller has locked the stream.';

create or replace function send_message(message jsonb)
returns table (before_seq bigint, number integer, budget jsonb, created_at timestamptz) language plpgsql as $$
begin
  select s.head into before_seq from streams s
  where s.id = message->>'conversationId' and s.tenant = message->>'tenant' for update;
  if not found then return; end if;
  select c.next_turn, jsonb_strip_nulls(coalesce(v.spec->'turnBudget', '{}')) into number, budget
  from conversations c join agent_versions v on v.id = c.agent_version_id
  where c.id = message->>'conversationId' and c.closed_at is null and c.research_id is null
    and c.provider = message->>'provider' and jsonb_strip_nulls(c.budget) = '{}'
    and not exists (select from turns t where t.conversation_id = c.id and t.ended_at is null);
  if not found then return; end if;
  insert into idempotency_keys (tenant, subject, mutation, key, input_hash, result)
  values (message->>'tenant', coalesce(message->>'sentBy', ''), 'sendMessage', message->>'key', message->>'hash',
    jsonb_build_object('turnId', message->'turnId', 'entryId', message->'entryId', 'beforeSeq', before_seq))
  on conflict do nothing;
  if not found then return; end if;
  created_at := accept_message(message ||
    jsonb_build_object('number', number, 'position', before_seq + 2, 'budget', budget));
  return next;
end $$;
comment on function send_message is
  'Executes sendMessage in the usual case: a new key of its sender, an open conversation at this provider, without '
  'limits of its own and without an open turn. Otherwise returns no row and changes nothing. message: that of '
  'accept_message without number, position and budget, with provider and the input''s hash.';
`;
