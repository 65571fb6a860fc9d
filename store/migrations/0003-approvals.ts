/** Human verdicts on tool calls. */
export const approvals = /* sql */ `
-- One for a call that a human is asked about. The log of a tenant's approvals is the stream approvals-<tenant>.
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
  expires_at timestamptz(3) not null, -- ms, as cursors tell it
  decided_at timestamptz,
  decided_by jsonb,
  reason text
);
create index approvals_inbox on approvals (tenant, expires_at, id);
create index approvals_pending on approvals (turn_id) where verdict = 'PENDING';

-- Tools that are no longer asked about in a conversation.
create table standing_approvals (
  conversation_id text not null references conversations,
  server text not null,
  name text not null,
  approved_at timestamptz not null default now(),
  approved_by jsonb not null,
  primary key (conversation_id, server, name)
);

-- Time spent waiting for approvals counts against no deadline. waiting_since: while one is pending.
alter table turns add column waiting_since timestamptz, add column waited interval not null default '0';
`;
