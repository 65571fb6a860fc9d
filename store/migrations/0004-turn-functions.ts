/**
 * The writes of a turn as one statement each. The decisions are in TypeScript: a function checks that what they were
 * based on is still so, writes, and appends the events.
 */
export const turnFunctions = /* sql */ `
create function end_tool_calls(ended jsonb) returns boolean
language plpgsql set plan_cache_mode to force_generic_plan as $$
begin
  if (select count(*) from jsonb_to_recordset(ended) as e(id text, fence integer)
      join calls c on c.id = e.id and c.fence = e.fence and c.status = 'RUNNING') < jsonb_array_length(ended) then
    return false;
  end if;
  update calls c set status = e.status, ended_at = now(), retry_at = null, result = e.result, output = e.output,
    failure = e.failure
  from jsonb_to_recordset(ended) as e(id text, status text, result text, output jsonb, failure jsonb)
  where c.id = e.id;
  update entries t set status = e.status from jsonb_to_recordset(ended) as e(id text, status text) where t.id = e.id;
  return true;
end $$;
comment on function end_tool_calls is
  'Ends claimed tool calls [{id, fence, status, result, output, failure}], all or none: false if one of the fences is '
  'not current. The caller has locked the stream.';

create function commit_tool_calls(stream text, ended jsonb, new_events jsonb) returns boolean
language plpgsql set plan_cache_mode to force_generic_plan as $$
begin
  perform from streams where id = stream for update;
  if not end_tool_calls(ended) then return false; end if;
  perform append_events(stream, new_events);
  return true;
end $$;
comment on function commit_tool_calls is
  'end_tool_calls under the stream''s lock, with its events.';

create function claim_tool_call(stream text, call text, version text, maybe_sent boolean, lease_ms integer,
  new_events jsonb) returns boolean
language plpgsql set plan_cache_mode to force_generic_plan as $$
begin
  perform from streams where id = stream for update;
  update calls c set status = 'RUNNING', fence = c.fence + 1, attempts = c.attempts + 1,
    maybe_sent = claim_tool_call.maybe_sent, started_at = coalesce(c.started_at, now()), retry_at = null,
    leased_until = clock_timestamp() + lease_ms * interval '1 millisecond'
  where c.id = call and c.xmin::text = version;
  if not found then return false; end if;
  perform append_events(stream, new_events);
  return true;
end $$;
comment on function claim_tool_call is
  'Raises the fence of a call and starts its lease, unless its row changed since the version (xmin) that was read.';

create function claim_model_call(claim jsonb, ended jsonb, new_events jsonb) returns boolean
language plpgsql set plan_cache_mode to force_generic_plan as $$
declare
  c record;
begin
  select * into c from jsonb_to_record(claim) as r("conversationId" text, head bigint, "turnId" text, id text,
    tenant text, version text, step integer, "inputHash" text, "versionId" text, model text, "inputTokens" integer,
    "inputRate" bigint, "outputRate" bigint, "maybeSent" boolean, "leaseMs" integer, steered boolean,
    "turnMs" float, "ofBudget" boolean);
  perform from streams s where s.id = c."conversationId" and s.head = c.head for update;
  if not found then return false; end if;
  if c.version is not null then
    update calls k set status = 'RUNNING', fence = k.fence + 1, attempts = k.attempts + 1,
      maybe_sent = c."maybeSent", started_at = coalesce(k.started_at, now()), retry_at = null,
      leased_until = clock_timestamp() + c."leaseMs" * interval '1 millisecond', input_hash = c."inputHash",
      reserved_input_tokens = c."inputTokens", input_rate = c."inputRate", output_rate = c."outputRate"
    where k.id = c.id and k.xmin::text = c.version;
    if not found then return false; end if;
  end if;
  if ended is not null and not end_tool_calls(ended) then return false; end if;
  if c.version is null then
    insert into calls (id, tenant, conversation_id, turn_id, kind, step, status, fence, attempts, maybe_sent,
      started_at, leased_until, input_hash, version_id, model, reserved_input_tokens, input_rate, output_rate)
    values (c.id, c.tenant, c."conversationId", c."turnId", 'model', c.step, 'RUNNING', 1, 1, c."maybeSent",
      now(), clock_timestamp() + c."leaseMs" * interval '1 millisecond', c."inputHash", c."versionId", c.model,
      c."inputTokens", c."inputRate", c."outputRate");
  end if;
  if c.steered then
    update entries set steered_step = c.step
    where turn_id = c."turnId" and reserved_turn is not null and steered_step is null;
  end if;
  if c."turnMs" is not null then
    update turns t set status = 'RUNNING', started_at = now(), checkpoint_remote_id = o.checkpoint_remote_id,
      checkpoint_last_entry_id = o.checkpoint_last_entry_id, checkpoint_model = o.checkpoint_model,
      checkpoint_turn = o.checkpoint_turn, checkpoint_version_id = o.checkpoint_version_id,
      deadline_from_budget = c."ofBudget", deadline = clock_timestamp() + c."turnMs" * interval '1 millisecond'
    from conversations o where t.id = c."turnId" and o.id = c."conversationId";
  end if;
  -- Not again within seconds of the message or the last claim.
  update conversations set active_at = now(), woken_at = now()
  where id = c."conversationId" and woken_at < now() - interval '5 seconds';
  perform append_events(c."conversationId", new_events);
  return true;
end $$;
comment on function claim_model_call is
  'Claims a model call: records it, or raises the fence of the row whose version (xmin) was read. Ends tool calls '
  'before it (see end_tool_calls; null: none). turnMs: the turn begins with it and has this time. steered: it takes the '
  'waiting steered messages. Writes nothing and returns false if the stream''s head is not the one that was read, or '
  'a fence or the row''s version is not current.';

create function commit_model_call("commit" jsonb, new_events jsonb) returns text
language plpgsql set plan_cache_mode to force_generic_plan as $$
declare
  c record;
  k calls;
begin
  select * into c from jsonb_to_record("commit") as r("conversationId" text, "turnId" text, id text, fence integer,
    entries jsonb, "remoteId" text, "lastEntryId" text, malformed boolean, "inputTokens" integer,
    "outputTokens" integer, estimated boolean, adopted boolean, "endsTurn" boolean, output jsonb, claimed text[],
    "leaseMs" integer);
  perform from streams where id = c."conversationId" for update;
  select * into k from calls where id = c.id and fence = c.fence and status = 'RUNNING';
  if not found then return 'lost'; end if;
  if c."endsTurn" and exists (select from entries
      where turn_id = c."turnId" and reserved_turn is not null and steered_step is null) then
    return 'steered';
  end if;
  update entries e set status = 'COMPLETED', content = coalesce(w.content, e.content),
    to_version_id = coalesce(w."toVersionId", e.to_version_id)
  from jsonb_to_recordset(c.entries) as w(id text, kind text, content jsonb, "toVersionId" text)
  where e.id = w.id and w.kind in ('message', 'handoff');
  update calls t set arguments = w.arguments, remote_tool_call_id = coalesce(w."remoteToolCallId", t.remote_tool_call_id),
    server = coalesce(w.tool->>'server', t.server), name = coalesce(w.tool->>'name', t.name)
  from jsonb_to_recordset(c.entries) as w(id text, kind text, arguments jsonb, "remoteToolCallId" text, tool jsonb)
  where t.id = w.id and w.kind = 'tool';
  update calls t set status = 'RUNNING', fence = t.fence + 1, attempts = t.attempts + 1,
    started_at = coalesce(t.started_at, now()),
    leased_until = clock_timestamp() + c."leaseMs" * interval '1 millisecond'
  where t.id = any(c.claimed);
  delete from drafts where entry_id in (select w.id from jsonb_to_recordset(c.entries) as w(id text));
  update calls set status = 'COMPLETED', ended_at = now(), failure = null,
    checkpoint = jsonb_build_object('remoteId', c."remoteId", 'lastEntryId', c."lastEntryId"),
    remote_conversation_id = coalesce(c."remoteId", remote_conversation_id), malformed_arguments = c.malformed,
    input_tokens = input_tokens + coalesce(c."inputTokens", reserved_input_tokens)
      - case when c.adopted then provisional_input_tokens else 0 end,
    output_tokens = output_tokens + c."outputTokens"
      - case when c.adopted then provisional_output_tokens else 0 end,
    rejected_answers = rejected_answers - case when c.adopted then provisional_answers else 0 end,
    estimated = k.estimated or c.estimated
  where id = c.id;
  if c.malformed then
    update conversations set checkpoint_dirty = true where id = c."conversationId";
  else
    update conversations o set checkpoint_remote_id = c."remoteId", checkpoint_last_entry_id = c."lastEntryId",
      checkpoint_dirty = false,
      checkpoint_model = case when c."remoteId" is not null then k.model end,
      checkpoint_version_id = case when c."remoteId" is null then o.checkpoint_version_id
        else nullif(k.version_id, o.agent_version_id) end,
      checkpoint_turn = case when c."remoteId" is null then 0 else t.number end, active_at = now()
    from turns t where o.id = c."conversationId" and t.id = c."turnId";
  end if;
  if c."endsTurn" then
    update turns set status = 'COMPLETED', ended_at = now(), output = coalesce(c.output, output) where id = c."turnId";
    update remote_conversations r set abandoned_at = now() from conversations o
    where r.conversation_id = c."conversationId" and r.abandoned_at is null and o.id = r.conversation_id
      and r.remote_id is distinct from o.checkpoint_remote_id;
  end if;
  if new_events is not null then perform append_events(c."conversationId", new_events); end if;
  return case when exists (select from turns where conversation_id = c."conversationId"
      and ended_at is null and status = 'QUEUED')
    then 'queued' else 'idle' end;
end $$;
comment on function commit_model_call is
  'Commits the outcome of a claimed model call: completes its entries [{id, kind, content | toVersionId | arguments, '
  'remoteToolCallId, tool}], deletes their drafts, settles its usage and the checkpoint, claims the tool calls '
  'claimed, and with endsTurn ends the turn. Returns queued or idle: whether another turn waits. Otherwise it wrote '
  'nothing: lost (the fence is not current), steered (a steered message waits that the end of the turn must release). '
  'new_events null: the caller appends them.';
`;
