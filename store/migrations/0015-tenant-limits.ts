/** An index of labels by tenant, and the limits that the deployment sets for a tenant. */
export const tenantLimits = /* sql */ `
create function labels_of_tenant(of_tenant text, of_labels text[]) returns text[]
language sql immutable strict parallel safe as $$
  select pg_catalog.array_agg(of_tenant || '/' || label) from pg_catalog.unnest(of_labels) label
$$;
comment on function labels_of_tenant is 'Labels as the index has them: no tenant''s name has a slash.';

create index conversations_by_tenant_labels on conversations using gin (labels_of_tenant(tenant, labels))
  with (fastupdate = off) where labels <> '{}';
drop index conversations_by_labels;

create or replace function conversations_with_labels(of_tenant text, of_labels text[]) returns table (id text)
language sql stable security definer as $$
  select id from conversations
  where labels <> '{}' and labels_of_tenant(tenant, labels) @> labels_of_tenant(of_tenant, of_labels)
$$;

create table tenant_ceilings (
  tenant text primary key,
  limits jsonb not null,
  changed_at timestamptz not null default now()
);
comment on table tenant_ceilings is
  'Limits that the operator of the deployment set for a tenant: its own administrators may lower them alone.';
comment on column tenant_ceilings.limits is
  'By name, as in tenant_quotas.own_limits; null: unlimited. Of a limit that is left out the deployment''s default is the ceiling.';
select protect_rows('tenant_ceilings'::regclass);

do $$
begin
  execute format('alter function conversations_with_labels(text, text[]) set search_path = %I, pg_temp',
    current_schema());
end $$;
`;
