/** Registrations that need the worker, what the provider offers, prompts that agents were made of. */
export const agents = /* sql */ `
-- What a provider's agents of ours are marked with. reconciled_at: when they were last compared with the record.
create table deployment (
  only_row boolean primary key default true check (only_row),
  id text not null,
  reconciled_at timestamptz not null default '-infinity'
);
insert into deployment (id) values (replace(gen_random_uuid()::text, '-', ''));

create table provider_models (
  provider text primary key,
  models text[] not null,
  seen_at timestamptz not null default now()
);

-- The text that a prompt gave when it was last fetched. failure: why it gave none the last time.
create table prompt_texts (
  server text not null,
  name text not null,
  arguments_hash text not null,
  arguments jsonb not null,
  text text,
  failure jsonb,
  seen_at timestamptz not null default now(),
  primary key (server, name, arguments_hash)
);
create index prompt_texts_by_age on prompt_texts (server, seen_at);

-- A command about agents that the API cannot carry out alone: the worker does. agent: its name; empty where all are
-- meant. refused: why nothing came of it; asking again with the same key sets it back. progress: what an attempt that
-- died had done. A command that was carried out is gone from here, its result stands at its idempotency key.
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
  refused jsonb,
  progress jsonb,
  primary key (tenant, mutation, key)
);
create index agent_commands_open on agent_commands (tenant, agent, created_at) where refused is null;
create index agent_commands_by_age on agent_commands (created_at);
`;
