/** API keys of services, and the list of revoked credentials. */
export const apiKeys = /* sql */ `
create table api_keys (
  id text primary key,
  tenant text not null,
  name text not null,
  subject text not null,
  secret_hash bytea not null check (octet_length(secret_hash) = 32),
  roles text[] not null,
  scopes text[] not null,
  created_by jsonb not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  replaced_by text references api_keys,
  check (expires_at <= created_at + interval '366 days')
);
create index on api_keys (tenant, created_at desc, id desc);
comment on table api_keys is 'Keys of services. A key itself is stored nowhere.';
comment on column api_keys.subject is 'Subject of its principal, key:<id>. A key that replaces another one keeps its subject.';
comment on column api_keys.secret_hash is 'HMAC-SHA-256 of the key under AUTH_SECRET.';
comment on column api_keys.last_used_at is 'Written at most once a minute; null: never used.';
comment on column api_keys.replaced_by is 'Key that rotation made; this one is refused after expires_at, the end of the overlap.';

create table revocations (
  tenant text not null,
  kind text not null check (kind in ('credential', 'subject', 'tenant')),
  id text not null,
  at timestamptz not null,
  kept_until timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant, kind, id)
);
create index on revocations (recorded_at);
create index on revocations (at);
create index on revocations (kept_until);
comment on table revocations is
  'Credentials that are refused although they have not expired: one credential, or all of a subject or tenant that were issued until then.';
comment on column revocations.id is 'Of the credential, or the subject; empty for a tenant.';
comment on column revocations.at is 'When it takes effect: later than now at the end of an overlap.';
comment on column revocations.kept_until is 'No credential that it concerns is valid later.';

create function find_api_key(key_id text) returns table (
  tenant text, subject text, secret_hash bytea, roles text[], scopes text[], created_at timestamptz,
  expires_at timestamptz, revoked_at timestamptz) language sql stable security definer as $$
  select k.tenant, k.subject, k.secret_hash, k.roles, k.scopes, k.created_at, k.expires_at, k.revoked_at
  from api_keys k where k.id = key_id
$$;
comment on function find_api_key is 'A key of any tenant: which one it is, is known only afterwards.';

create function use_api_key(key_id text) returns void language sql security definer as $$
  update api_keys set last_used_at = now()
  where id = key_id and (last_used_at is null or last_used_at < now() - interval '1 minute')
$$;
comment on function use_api_key is 'Records the use of a key, at most once a minute.';

create function revocations_since(since timestamptz) returns table (
  tenant text, kind text, id text, at timestamptz, read_at timestamptz) language sql stable security definer as $$
  select r.tenant, r.kind, r.id, r.at, now() from revocations r
  where r.at <= now() and (since is null or r.recorded_at >= since or r.at >= since)
$$;
comment on function revocations_since is
  'Revocations of all tenants that have taken effect, since a time; null: all.';

create function purge_revocations(before timestamptz) returns integer language plpgsql security definer as $$
declare n integer;
begin
  delete from revocations r using (
    select tenant, kind, id from revocations where kept_until < before limit 1000) old
  where r.tenant = old.tenant and r.kind = old.kind and r.id = old.id;
  get diagnostics n = row_count;
  return n;
end $$;
comment on function purge_revocations is
  'Deletes up to 1,000 revocations of all tenants that concern no credential valid after this time; returns how many.';

do $$
declare f text;
begin
  foreach f in array array['find_api_key(text)', 'use_api_key(text)', 'revocations_since(timestamptz)',
    'purge_revocations(timestamptz)'] loop
    execute format('alter function %s set search_path = %I, pg_temp', f, current_schema());
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
`;
