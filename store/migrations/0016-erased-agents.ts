/** Agents at the provider of erased tenants: a worker deletes them, and the proof of the erasure names them. */
export const erasedAgents = /* sql */ `
create table erased_agents (
  tenant text not null,
  provider text not null,
  remote_id text not null,
  attempts integer not null default 0,
  tried_at timestamptz,
  deleted_at timestamptz,
  primary key (provider, remote_id)
);
create index erased_agents_left on erased_agents (provider) where deleted_at is null;
comment on table erased_agents is 'Agents at the provider of tenants that are erased, until the proof of their deletion is written.';
comment on column erased_agents.deleted_at is 'Null: a worker has not deleted it yet.';
select protect_rows('erased_agents'::regclass);

alter table tenant_erasures add column agents_deleted jsonb not null default '[]';
comment on column tenant_erasures.agents_deleted is 'Ids of the agents that were deleted at the provider.';

create function claim_erased_agents(of_provider text, again_ms float, most integer)
returns table (tenant text, remote_id text) language sql security definer as $$
  update erased_agents set tried_at = now(), attempts = attempts + 1 where (provider, remote_id) in (
    select e.provider, e.remote_id from erased_agents e
    where e.provider = of_provider and e.deleted_at is null and e.attempts < 100
      and (e.tried_at is null or e.tried_at < now() - again_ms * interval '1 millisecond')
    limit most for update skip locked)
  returning tenant, remote_id
$$;
comment on function claim_erased_agents is
  'Agents at a provider that are to be deleted; each is returned again after again_ms until it is, 100 times at most.';

do $$ begin
  execute format('alter function claim_erased_agents(text, float, integer) set search_path = %I, pg_temp', current_schema());
  revoke all on function claim_erased_agents(text, float, integer) from public;
end $$;
`;
