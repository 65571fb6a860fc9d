/** The record of acts: one chain of hashes per tenant, to which the application roles can only append. */
export const audit = /* sql */ `
create table audit_chains (
  tenant text primary key,
  seq bigint not null default 0,
  hash text not null default '',
  at timestamptz not null default '-infinity',
  erased_seq bigint not null default 0,
  erased_hash text not null default '',
  erased_at timestamptz
);
comment on table audit_chains is
  'The head of each chain of audit_events: number, hash and time of its last event. A truncated tail is found by it.';
comment on column audit_chains.tenant is '* is the deployment: refused sign-ins, its configuration, erased tenants.';
comment on column audit_chains.erased_seq is 'Events up to this number were erased with the tenant; 0: none.';
comment on column audit_chains.erased_hash is 'Hash of the event erased_seq, after which the chain continues.';

create table audit_events (
  tenant text not null,
  seq bigint not null,
  at timestamptz not null,
  actor jsonb not null,
  credential text,
  address text,
  action text not null,
  resource text,
  outcome text not null,
  reason text,
  request_id text,
  trace_id text,
  details jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (tenant, seq)
);
create index audit_events_by_time on audit_events (tenant, at, seq);
comment on table audit_events is
  'Acts, without content. Only append_audit_event writes it, in the transaction of the act.';
comment on column audit_events.credential is 'Id of the credential; null: the act needed none.';
comment on column audit_events.address is 'Address of the peer; null: unknown, or an act of this machine.';
comment on column audit_events.hash is
  'SHA-256 in hex of the canonical JSON of {at, event, previousHash, seq}; event: the columns from tenant to details.';

create table tenant_erasures (
  tenant text not null,
  requested_at timestamptz not null default now(),
  finished_at timestamptz,
  deleted jsonb not null default '{}',
  workflows integer not null default 0,
  remaining jsonb,
  primary key (tenant, requested_at)
);
create unique index tenant_erasures_open on tenant_erasures (tenant) where finished_at is null;
comment on table tenant_erasures is 'Proofs of erased tenants: what was deleted, and what remains.';
comment on column tenant_erasures.finished_at is 'Null: the erasure was interrupted, and continues when it is asked for again.';
comment on column tenant_erasures.deleted is 'Number of deleted rows by table.';
comment on column tenant_erasures.workflows is 'Number of deleted workflow executions.';
comment on column tenant_erasures.remaining is 'What is left: the head of the audit chain, agents at the provider. Null: not finished.';

create function append_audit_event(event text) returns bigint language plpgsql security definer as $$
declare
  e jsonb := event::jsonb;
  chain audit_chains;
  digest text;
begin
  insert into audit_chains (tenant) values (e->>'tenant') on conflict do nothing;
  select * into strict chain from audit_chains c where c.tenant = e->>'tenant' for update;
  chain.seq := chain.seq + 1;
  chain.at := greatest(clock_timestamp(), chain.at);
  digest := encode(sha256(convert_to(concat(
    '{"at":"', to_char(chain.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '","event":', event,
    ',"previousHash":"', chain.hash, '","seq":', chain.seq, '}'), 'UTF8')), 'hex');
  insert into audit_events (tenant, seq, at, actor, credential, address, action, resource, outcome, reason,
    request_id, trace_id, details, previous_hash, hash)
  values (e->>'tenant', chain.seq, chain.at, e->'actor', e->>'credential', e->>'address', e->>'action', e->>'resource',
    e->>'outcome', e->>'reason', e->>'requestId', e->>'traceId', e->'details', chain.hash, digest);
  update audit_chains c set seq = chain.seq, at = chain.at, hash = digest where c.tenant = e->>'tenant';
  return chain.seq;
end $$;
comment on function append_audit_event is
  'Appends an act, as canonical JSON, to the chain of its tenant, and returns its number. Locks the chain until the end '
  'of the transaction. Runs as the owner: the application roles can neither change nor delete what it wrote.';
do $$ begin
  execute format('alter function append_audit_event set search_path = %I, pg_temp', current_schema());
  revoke all on function append_audit_event from public;
end $$;
`;
