/** Turns: from an accepted message until the agent rests. */
export const turn = /* sql */ `
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
  output jsonb,
  cancelled_by jsonb,
  cancel_reason text,
  deadline timestamptz,
  deadline_from_budget boolean not null default false,
  waiting_since timestamptz,
  waited interval not null default '0',
  budget jsonb not null default '{}',
  checkpoint_remote_id text,
  checkpoint_last_entry_id text,
  checkpoint_turn integer not null default 0,
  checkpoint_model text,
  checkpoint_version_id text references agent_versions,
  traceparent text,
  span_exported boolean not null default false,
  unique (conversation_id, number)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
create index turns_open on turns (conversation_id, number) where status in ('QUEUED', 'RUNNING', 'WAITING');
create index turns_open_by_checkpoint on turns (checkpoint_remote_id) where status in ('QUEUED', 'RUNNING', 'WAITING');
create index turns_unexported on turns (conversation_id) where traceparent is not null and not span_exported;
comment on table turns is
  'The checkpoint_* columns are those of the conversation when the turn began: a turn that fails or is cancelled '
  'restores them.';
comment on column turns.number is 'Ascending in the conversation; a steered message can leave a gap.';
comment on column turns.output is 'The reply as data, of an agent with an output schema.';
comment on column turns.deadline is 'Null until the turn begins.';
comment on column turns.deadline_from_budget is 'True: the deadline is a limit of the budget, not of the service.';
comment on column turns.waiting_since is 'Since when an approval has been pending; null: none is.';
comment on column turns.waited is 'Time spent waiting for approvals; it does not count against the deadline.';
comment on column turns.budget is 'The limits in force; see protocol/budget/budget.ts.';
comment on column turns.traceparent is 'W3C trace context of the mutation that sent the message; null: not traced.';
comment on column turns.span_exported is 'True once the exporter has the span of the turn.';
`;
