/** Agents with their versions, their copies at a provider, and commands that a worker executes. */
export const agent = /* sql */ `
create table agents (
  id text primary key,
  tenant text not null,
  name text not null,
  description text,
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  unique (tenant, name)
);
comment on table agents is 'Named agents; what they are is in their versions.';

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
comment on table agent_versions is 'Immutable snapshots of agents.';
comment on column agent_versions.hash is 'Content hash of spec.';

create table agent_aliases (
  agent_id text not null references agents,
  name text not null,
  version_id text not null references agent_versions,
  moved_at timestamptz not null default now(),
  moved_by jsonb not null,
  primary key (agent_id, name)
);
comment on table agent_aliases is 'Movable names of versions, as "stable".';

create table remote_agents (
  version_id text not null references agent_versions,
  provider text not null,
  remote_id text,
  leased_until timestamptz not null,
  primary key (version_id, provider)
);
comment on table remote_agents is 'The agent at a provider that was created for a version.';
comment on column remote_agents.remote_id is 'Null: one process may create it until leased_until.';

create table fallback_agents (
  version_id text not null references agent_versions,
  provider text not null,
  remote_id text,
  leased_until timestamptz not null,
  primary key (version_id, provider)
);
comment on table fallback_agents is 'As remote_agents, for the version''s fallback model.';

create table deployment (
  only_row boolean primary key default true check (only_row),
  id text not null,
  reconciled_at timestamptz not null default '-infinity'
);
comment on table deployment is 'Identifies this deployment in the metadata of its agents at a provider.';
comment on column deployment.reconciled_at is
  'When the provider''s agents were last compared with remote_agents and fallback_agents.';
insert into deployment (id) values (replace(gen_random_uuid()::text, '-', ''));

create table provider_models (
  provider text primary key,
  models text[] not null,
  seen_at timestamptz not null default now()
);
comment on table provider_models is 'Models that a provider listed at seen_at.';

create table agent_commands (
  tenant text not null,
  mutation text not null,
  key text not null,
  agent text not null,
  input_hash text not null,
  command jsonb not null,
  caller jsonb not null,
  created_at timestamptz not null default now(),
  woken_at timestamptz not null default now(),
  progress jsonb,
  refused jsonb,
  primary key (tenant, mutation, key)
);
create index agent_commands_open on agent_commands (tenant, agent, created_at) where refused is null;
create index agent_commands_by_age on agent_commands (created_at);
comment on table agent_commands is
  'Commands on agents that need a worker, because they call a provider or an MCP server. An executed command is '
  'deleted; its result is in idempotency_keys.';
comment on column agent_commands.agent is 'Name of the agent; empty where all are meant.';
comment on column agent_commands.woken_at is 'When a workflow was last woken for it.';
comment on column agent_commands.progress is 'What an attempt has done, for the attempt that follows a crash.';
comment on column agent_commands.refused is 'The error that ended it; null while it is open. The same key reopens it.';
`;
