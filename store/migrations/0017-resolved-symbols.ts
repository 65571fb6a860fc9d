/** Symbols that were resolved, and commands of research runs that a worker executes. */
export const resolvedSymbols = /* sql */ `
alter table research_runs add column resolved_symbols jsonb not null default '[]';
comment on column research_runs.resolved_symbols is
  'What was known of the symbols at the start: [{symbol, known, name, exchange, type, currency}]. Empty for runs of '
  'earlier releases.';

create table symbols (
  tenant text not null,
  symbol text not null,
  name text,
  exchange text,
  type text,
  currency text,
  resolved_at timestamptz not null default now(),
  primary key (tenant, symbol)
);
create index symbols_by_age on symbols (resolved_at);
comment on table symbols is
  'Securities that a market data server knew, so that a run about them starts without asking it again. Kept for a day.';
comment on column symbols.type is
  'EQUITY, ETF, INDEX, CURRENCY, FUTURE, CRYPTOCURRENCY or MUTUALFUND; null: another one, or unknown.';
select protect_rows('symbols');

create function purge_symbols(after_ms float) returns bigint language plpgsql security definer as $$
declare gone bigint;
begin
  delete from symbols where resolved_at < now() - after_ms * interval '1 millisecond';
  get diagnostics gone = row_count;
  return gone;
end $$;
comment on function purge_symbols is 'Deletes symbols that were resolved more than after_ms ago; returns how many.';

alter table agent_commands add column context jsonb;
comment on column agent_commands.context is 'What the API process knew besides the input; null if nothing.';
comment on table agent_commands is 'Commands that wait for a worker to execute them.';
comment on column agent_commands.agent is
  'The queue: the name of an agent, empty for all agents of the tenant, or research: and a number for starts of '
  'research runs.';

-- Workers of the release before execute commands about agents alone.
create or replace function claim_stale_agent_commands(after_ms float) returns table (tenant text, agent text)
language sql security definer as $$
  update agent_commands set woken_at = now() where (tenant, mutation, key) in (
    select tenant, mutation, key from agent_commands
    where refused is null and mutation <> 'startResearch' and woken_at < now() - after_ms * interval '1 millisecond'
    limit 100 for update skip locked)
  returning tenant, agent
$$;
create function claim_stale_commands(after_ms float) returns table (tenant text, queue text)
language sql security definer as $$
  update agent_commands set woken_at = now() where (tenant, mutation, key) in (
    select tenant, mutation, key from agent_commands
    where refused is null and woken_at < now() - after_ms * interval '1 millisecond'
    limit 100 for update skip locked)
  returning tenant, agent
$$;
comment on function claim_stale_commands is
  'Queues with commands that no worker has examined for after_ms; a command is returned once in that time.';

do $$
declare f regprocedure;
begin
  foreach f in array array['purge_symbols', 'claim_stale_agent_commands', 'claim_stale_commands']::regproc[] loop
    execute format('alter function %s set search_path = %I, pg_temp', f, current_schema());
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
`;
