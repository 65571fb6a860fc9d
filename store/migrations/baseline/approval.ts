/** Human decisions on tool calls. */
export const approval = /* sql */ `
create table approvals (
  id text primary key,
  tenant text not null,
  conversation_id text not null references conversations,
  turn_id text not null references turns,
  call_id text not null unique references calls,
  verdict text not null default 'PENDING',
  proposed_arguments jsonb not null,
  arguments_hash text not null,
  edited boolean not null default false,
  approve_on_timeout boolean not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz(3) not null,
  decided_at timestamptz,
  decided_by jsonb,
  reason text,
  decision_traceparent text
);
create index approvals_inbox on approvals (tenant, expires_at, id);
create index approvals_pending on approvals (turn_id) where verdict = 'PENDING';
comment on table approvals is
  'One row for each tool call that needs a decision. Its events are also in the stream approvals-<tenant>.';
comment on column approvals.arguments_hash is 'A decision names it, so that it applies to the arguments that were shown.';
comment on column approvals.edited is 'True: the call runs with arguments that the decision changed.';
comment on column approvals.expires_at is 'Milliseconds, the precision of page cursors.';
comment on column approvals.decided_by is 'Null: not decided, or by the timeout.';
comment on column approvals.decision_traceparent is 'W3C trace context of the mutation that decided; null: not traced.';

create table standing_approvals (
  conversation_id text not null references conversations,
  server text not null,
  name text not null,
  approved_at timestamptz not null default now(),
  approved_by jsonb not null,
  primary key (conversation_id, server, name)
);
comment on table standing_approvals is 'Tools that need no further decision in a conversation.';
`;
