/** What tenants have of their own instead of the deployment's: MCP servers, prompts and models. Erasures take turns. */
export const tenantOverrides = /* sql */ `
create table tenant_overrides (
  tenant text primary key,
  own_key boolean not null,
  own_servers boolean not null,
  models text[],
  models_seen_at timestamptz
);
comment on table tenant_overrides is
  'What a tenant has of its own, as the last worker that started read it in TENANT_CONFIG. Tenants without a row have '
  'what the deployment has.';
comment on column tenant_overrides.own_key is 'It has a provider key of its own, so that models are its models.';
comment on column tenant_overrides.own_servers is
  'It has the MCP servers in tenant_mcp_servers, and none of mcp_servers.';
comment on column tenant_overrides.models is 'Models that the provider listed for its key at models_seen_at; null: never.';

create table tenant_mcp_servers (
  tenant text not null,
  name text not null,
  url text not null,
  policy text,
  seen_at timestamptz,
  failure jsonb,
  problems jsonb not null default '[]',
  tools jsonb not null default '[]',
  prompts jsonb not null default '[]',
  separate_approver text[] not null default '{}',
  primary key (tenant, name)
);
comment on table tenant_mcp_servers is 'The MCP servers of tenants with a list of their own; see mcp_servers.';

create table tenant_prompt_texts (
  tenant text not null,
  server text not null,
  name text not null,
  arguments_hash text not null,
  arguments jsonb not null,
  text text,
  failure jsonb,
  seen_at timestamptz not null default now(),
  primary key (tenant, server, name, arguments_hash)
);
comment on table tenant_prompt_texts is 'Texts of prompts of tenant_mcp_servers; see prompt_texts.';

create function tenants_with_overrides() returns table (tenant text) language sql stable security definer as $$
  select tenant from tenant_overrides
$$;
comment on function tenants_with_overrides is 'The tenants that have something of their own.';

create or replace function claim_erasures(after_ms float, again_ms float, most integer)
returns table (tenant text, id text, provider text) language sql security definer as $$
  update conversations set erase_tried_at = now() where id in (
    select id from conversations where erase_requested_at is not null and erased_at is null
    and erase_requested_at < now() - after_ms * interval '1 millisecond'
    and (erase_tried_at is null or erase_tried_at < now() - again_ms * interval '1 millisecond')
    -- Those of a tenant whose key is refused do not keep others waiting.
    order by coalesce(erase_tried_at, erase_requested_at) limit most for update skip locked)
  returning tenant, id, provider
$$;

do $$
begin
  perform protect_rows('tenant_overrides'), protect_rows('tenant_mcp_servers'), protect_rows('tenant_prompt_texts');
  execute format('alter function tenants_with_overrides() set search_path = %I, pg_temp', current_schema());
  execute format('alter function claim_erasures set search_path = %I, pg_temp', current_schema());
  revoke all on function tenants_with_overrides() from public;
end $$;
`;
