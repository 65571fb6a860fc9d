/** Model calls and tool calls. */
export const call = /* sql */ `
create table calls (
  id text primary key,
  tenant text not null,
  conversation_id text not null references conversations,
  turn_id text not null references turns,
  kind text not null,
  step integer not null,
  place integer not null default 0,
  status text not null,
  started_at timestamptz,
  ended_at timestamptz,
  failure jsonb,
  fence integer not null default 0,
  leased_until timestamptz,
  attempts integer not null default 0,
  retry_at timestamptz,
  maybe_sent boolean not null default false,
  possibly_paid_twice boolean not null default false,
  version_id text references agent_versions,
  model text,
  input_hash text,
  checkpoint jsonb,
  remote_conversation_id text,
  remote_conversation_unknown boolean not null default false,
  malformed_arguments boolean not null default false,
  output_error text,
  handed_to_version_id text references agent_versions,
  input_tokens integer not null default 0,
  output_tokens integer not null default 0,
  estimated boolean not null default false,
  input_rate bigint,
  output_rate bigint,
  reserved_input_tokens integer not null default 0,
  rejected_answers integer not null default 0,
  provisional_input_tokens integer not null default 0,
  provisional_output_tokens integer not null default 0,
  provisional_answers integer not null default 0,
  earlier_attempts integer not null default 0,
  earlier_cost_nanos bigint not null default 0,
  model_call_id text references calls,
  remote_tool_call_id text,
  server text,
  name text,
  arguments jsonb,
  result text,
  output jsonb
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
create index calls_by_turn on calls (turn_id, step);
create index calls_by_conversation on calls (conversation_id);
create index calls_open on calls (id) where status in ('QUEUED', 'RUNNING', 'WAITING');
create index calls_by_start on calls (tenant, started_at) where started_at is not null;
comment on table calls is
  'One row for each model call and tool call. A finished call is never repeated.';
comment on column calls.kind is
  'model; tool: a worker calls it; hosted: the provider runs it inside its answer, and no worker claims it.';
comment on column calls.step is 'Number of the model call in its turn; of a tool call, that of the model call that asked.';
comment on column calls.place is 'Order among the tool calls of one model call.';
comment on column calls.fence is 'How often it was claimed; each write of an attempt names its fence.';
comment on column calls.leased_until is 'The attempt of this fence may open its request until then.';
comment on column calls.maybe_sent is
  'True: an earlier attempt may have reached the provider; look for its answer before sending, never append again.';
comment on column calls.possibly_paid_twice is
  'True: an earlier request that may have been billed was not found at the provider, and another was sent.';
comment on column calls.version_id is 'Of a model call: the version that makes it.';
comment on column calls.model is 'The fallback model that is asked; null: the version''s own.';
comment on column calls.input_hash is 'Hash of the inputs of the model call; null until it is claimed.';
comment on column calls.checkpoint is
  'Of a finished model call: {remoteId, lastEntryId}, where a fork can continue at the provider.';
comment on column calls.remote_conversation_unknown is
  'True: a request that creates a conversation at the provider was sent, and its id is not known yet.';
comment on column calls.malformed_arguments is
  'True: the answer has a tool call with malformed arguments, and its remote conversation takes no more entries.';
comment on column calls.output_error is
  'Why the answer does not fit the output schema; the next model call was asked to repair it.';
comment on column calls.handed_to_version_id is
  'The version that makes the following model calls, where the service handed over because the provider could not.';
comment on column calls.estimated is 'True: the provider did not report the tokens.';
comment on column calls.input_rate is 'Billionths of a USD for one input token when the call was made; null: unknown.';
comment on column calls.output_rate is 'As input_rate, for one output token.';
comment on column calls.reserved_input_tokens is
  'Estimated input of the running attempt; charged if the provider does not report its own count.';
comment on column calls.rejected_answers is
  'Complete answers that were not used, as empty ones; each was paid and counts as a model call.';
comment on column calls.provisional_input_tokens is
  'Charged for the last attempt that may have been sent; given back if its answer is found.';
comment on column calls.provisional_output_tokens is 'As provisional_input_tokens.';
comment on column calls.provisional_answers is 'As provisional_input_tokens, in answers: 0 or 1.';
comment on column calls.earlier_attempts is 'Attempts with the models before the fallback model.';
comment on column calls.earlier_cost_nanos is
  'What the tokens of those attempts cost beyond the rates of this model, billionths of a USD.';
comment on column calls.model_call_id is 'Of a tool call: the model call that asked for it.';
comment on column calls.result is 'Of a tool call: the text for the model.';
comment on column calls.output is 'Of a tool call: the structured result.';
`;
