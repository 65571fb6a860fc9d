/** Idempotency keys of executed commands. */
export const idempotency = /* sql */ `
create table idempotency_keys (
  tenant text not null,
  mutation text not null,
  key text not null,
  input_hash text not null,
  result jsonb,
  created_at timestamptz not null default now(),
  primary key (tenant, mutation, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
comment on table idempotency_keys is 'Keys of executed commands with their results, until their retention ends.';
`;
