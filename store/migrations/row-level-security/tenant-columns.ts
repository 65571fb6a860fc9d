/** The tenant of every row that belongs to one, and foreign keys that include it. */
export const tenantColumns = /* sql */ `
alter table agent_aliases add column tenant text;
update agent_aliases r set tenant = a.tenant from agents a where a.id = r.agent_id;
alter table remote_agents add column tenant text;
update remote_agents r set tenant = v.tenant from agent_versions v where v.id = r.version_id;
alter table fallback_agents add column tenant text;
update fallback_agents r set tenant = v.tenant from agent_versions v where v.id = r.version_id;
alter table standing_approvals add column tenant text;
update standing_approvals r set tenant = c.tenant from conversations c where c.id = r.conversation_id;
alter table shared_pasts add column tenant text;
update shared_pasts r set tenant = c.tenant from conversations c where c.id = r.conversation_id;
alter table remote_conversations add column tenant text;
update remote_conversations r set tenant = c.tenant from conversations c where c.id = r.conversation_id;

-- Writers write their drafts again, as after a crash. The log is not rewritten: nearly all of it belongs to one tenant.
truncate drafts;
alter table drafts add column tenant text not null;
alter table events add column tenant text not null default 'default';
update events e set tenant = s.tenant from streams s where s.id = e.stream_id and s.tenant <> 'default';
alter table events alter column tenant drop default;

do $$
declare
  t text;
  k text[];
begin
  foreach t in array array['agent_aliases', 'remote_agents', 'fallback_agents', 'standing_approvals', 'shared_pasts',
      'remote_conversations'] loop
    execute format('alter table %I alter column tenant set not null', t);
  end loop;
  foreach t in array array['agents', 'agent_versions', 'conversations', 'research_runs'] loop
    execute format('alter table %I add unique (tenant, id)', t);
  end loop;
  foreach k slice 1 in array array[
    ['agent_versions', 'agent_id', 'agents'],
    ['agent_aliases', 'agent_id', 'agents'],
    ['agent_aliases', 'version_id', 'agent_versions'],
    ['remote_agents', 'version_id', 'agent_versions'],
    ['fallback_agents', 'version_id', 'agent_versions'],
    ['shared_pasts', 'conversation_id', 'conversations'],
    ['shared_pasts', 'source_id', 'conversations'],
    ['remote_conversations', 'conversation_id', 'conversations'],
    ['remote_conversations', 'erased_source_id', 'conversations'],
    ['standing_approvals', 'conversation_id', 'conversations'],
    ['approvals', 'conversation_id', 'conversations'],
    ['files', 'conversation_id', 'conversations'],
    ['research_phases', 'research_id', 'research_runs']] loop
    execute format('alter table %I drop constraint %I, add foreign key (tenant, %I) references %I (tenant, id)',
      k[1], k[1] || '_' || k[2] || '_fkey', k[2], k[3]);
  end loop;
end $$;
`;
