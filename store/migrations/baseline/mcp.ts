/** MCP servers and the prompts that agents were made from. */
export const mcp = /* sql */ `
create table mcp_servers (
  name text primary key,
  url text not null,
  policy text,
  seen_at timestamptz,
  failure jsonb,
  problems jsonb not null default '[]',
  tools jsonb not null default '[]',
  prompts jsonb not null default '[]'
);
comment on table mcp_servers is 'The configured MCP servers with what they listed last.';
comment on column mcp_servers.policy is
  'Default approval policy: AUTO, ASK or DENY; null leaves it to the annotations of each tool.';
comment on column mcp_servers.seen_at is 'When it listed its tools last; null: never.';
comment on column mcp_servers.failure is 'Why the last listing failed; null if it did not.';
comment on column mcp_servers.problems is 'Of the last listing: [{name, message, usable}].';

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
comment on table prompt_texts is 'Texts of prompts as they were fetched last.';
comment on column prompt_texts.failure is 'Why the last fetch gave no text; null if it did.';
`;
