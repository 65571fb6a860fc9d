/** Messages are accepted by one statement; and an index whose queries another one serves is gone. */
export const acceptMessages = /* sql */ `
drop index remote_conversations_kept;

create function accept_message(message jsonb) returns timestamptz language plpgsql as $$
begin
  with turn as (
    insert into turns (id, tenant, conversation_id, number, status, traceparent, budget)
    values (message->>'turnId', message->>'tenant', message->>'conversationId', (message->>'number')::integer, 'QUEUED',
      message->>'traceparent', message->'budget')),
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
  'events} with its turn, appends the events, and returns the time. The caller has locked the stream.';

create function send_message(message jsonb)
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
  insert into idempotency_keys (tenant, mutation, key, input_hash, result)
  values (message->>'tenant', 'sendMessage', message->>'key', message->>'hash', jsonb_build_object(
    'turnId', message->'turnId', 'entryId', message->'entryId', 'beforeSeq', before_seq)) on conflict do nothing;
  if not found then return; end if;
  created_at := accept_message(message ||
    jsonb_build_object('number', number, 'position', before_seq + 2, 'budget', budget));
  return next;
end $$;
comment on function send_message is
  'Executes sendMessage in the usual case: a new key, an open conversation at this provider, without limits of its own '
  'and without an open turn. Otherwise returns no row and changes nothing. message: that of accept_message without '
  'number, position and budget, with provider and the input''s hash.';
`;
