/**
 * Webhooks, their secrets, and what they send. Each reads the feed behind a cursor of its own, which leaves a row for each
 * message; workers send the rows that are due. ADR 84 says why.
 */
export const webhooks = /* sql */ `
create table webhooks (
  id text primary key,
  tenant text not null,
  name text not null,
  url text not null,
  host text not null,
  kinds text[],
  agent text,
  content boolean not null,
  owner text,
  rights jsonb not null,
  created_at timestamptz(3) not null default now(),
  created_by jsonb not null,
  paused jsonb,
  failing_since timestamptz(3),
  last_seq bigint not null,
  deleted_at timestamptz(3),
  unique (tenant, id)
);
create index webhooks_listed on webhooks (tenant, created_at desc, id desc) where deleted_at is null;
create index webhooks_deleted on webhooks (deleted_at) where deleted_at is not null;
comment on table webhooks is 'Addresses that receive what the feed of a tenant reports.';
comment on column webhooks.host is 'Host and port of the address: attempts to one host are limited together.';
comment on column webhooks.kinds is 'Only items of these kinds; null: of all.';
comment on column webhooks.agent is 'Only items about this agent; null: about any.';
comment on column webhooks.content is 'True: texts of replies are sent.';
comment on column webhooks.owner is 'Subject as whom it reads; null: it belongs to the whole tenant.';
comment on column webhooks.rights is 'Kind, subject, groups, roles and scopes of the principal that wrote it last.';
comment on column webhooks.paused is '{code, reason, by, at}; null: it sends.';
comment on column webhooks.failing_since is 'Since when all attempts have failed; null: the last one succeeded.';
comment on column webhooks.last_seq is 'Number of the newest item that it was given: previousSeq of the next one. At first, the head of the feed.';
comment on column webhooks.deleted_at is 'Set: a worker deletes the deliveries, then the row.';
select protect_rows('webhooks');

create table webhook_secrets (
  tenant text not null,
  webhook_id text not null,
  number integer not null,
  salt bytea not null,
  key_check text not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3),
  primary key (webhook_id, number),
  foreign key (tenant, webhook_id) references webhooks (tenant, id)
);
comment on table webhook_secrets is 'What secrets are derived from, together with WEBHOOK_KEY. A secret itself is stored nowhere.';
comment on column webhook_secrets.key_check is 'Which WEBHOOK_KEY it was: a worker with another one sends nothing.';
comment on column webhook_secrets.expires_at is 'When it stops signing; null: the newest one.';
select protect_rows('webhook_secrets');

create table webhook_deliveries (
  id text primary key,
  tenant text not null,
  webhook_id text not null,
  seq bigint,
  previous_seq bigint,
  type text not null,
  item jsonb,
  at timestamptz(3) not null,
  state text not null default 'PENDING',
  failed integer not null default 0,
  attempts integer not null default 0,
  fence integer not null default 0,
  next_at timestamptz(3),
  claimed_until timestamptz(3),
  created_at timestamptz(3) not null default now(),
  ended_at timestamptz(3),
  unique (tenant, id),
  unique (webhook_id, seq),
  foreign key (tenant, webhook_id) references webhooks (tenant, id)
) with (autovacuum_vacuum_scale_factor = 0.05);
create index webhook_deliveries_due on webhook_deliveries (webhook_id, next_at, seq) where state = 'PENDING';
create index webhook_tests_due on webhook_deliveries (webhook_id, next_at) where state = 'PENDING' and seq is null;
create index webhook_deliveries_listed on webhook_deliveries (webhook_id, created_at desc, id desc);
create index webhook_deliveries_by_state on webhook_deliveries (webhook_id, state, created_at desc, id desc);
create index webhook_deliveries_of_conversation on webhook_deliveries ((item->>'conversationId'))
  where item->>'conversationId' is not null;
create index webhook_deliveries_ended on webhook_deliveries (ended_at) where ended_at is not null;
comment on table webhook_deliveries is 'One message to one webhook. Its id is the webhook-id of every attempt.';
comment on column webhook_deliveries.seq is 'Number of the item in the feed; null: a test.';
comment on column webhook_deliveries.previous_seq is 'Number of the item before it that the webhook was given.';
comment on column webhook_deliveries.item is 'The item, which may leave the feed earlier; null: a test. It has no content.';
comment on column webhook_deliveries.state is 'PENDING, DELIVERED, DEAD (all attempts failed) or WITHHELD (the owner may not read it any more).';
comment on column webhook_deliveries.failed is 'Failed attempts since it was last asked for.';
comment on column webhook_deliveries.attempts is 'Attempts that have ended.';
comment on column webhook_deliveries.fence is 'Number of the last claim: an outcome is recorded by its holder alone.';
comment on column webhook_deliveries.next_at is 'When its next attempt is due; of a claimed one, when another worker may claim it.';
comment on column webhook_deliveries.claimed_until is 'Until when a worker makes an attempt; null: none does.';
select protect_rows('webhook_deliveries');

create table webhook_attempts (
  tenant text not null,
  delivery_id text not null,
  number integer not null,
  started_at timestamptz(3) not null,
  duration_ms integer not null,
  status integer,
  failure text,
  answer text,
  primary key (delivery_id, number),
  foreign key (tenant, delivery_id) references webhook_deliveries (tenant, id)
);
comment on table webhook_attempts is 'The attempts of deliveries that have ended.';
comment on column webhook_attempts.status is 'Status of the answer; null: there was none.';
comment on column webhook_attempts.failure is 'Why it failed; null: it succeeded.';
comment on column webhook_attempts.answer is 'Beginning of the body of the answer.';
select protect_rows('webhook_attempts');

create function webhooks_behind(except_ids text[], most integer) returns table (tenant text, id text)
language sql stable security definer as $$
  select w.tenant, w.id from webhooks w join streams s on s.id = 'feed-' || w.tenant
  left join feed_consumers c on c.tenant = w.tenant and c.name = 'webhook:' || w.id
  where w.paused is null and w.deleted_at is null and s.head > coalesce(c.seq, 0) and w.id <> all(except_ids)
  order by random() limit most
$$;
comment on function webhooks_behind is
  'Webhooks whose feed has items that they have not been given, in no order, so that one that fails delays no other, except '
  'those that are named.';

create function claim_deliveries(most integer, per_tenant integer, per_host integer, busy jsonb, lease_ms integer)
returns table (tenant text, id text, fence integer) language plpgsql security definer
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  -- A volatile function in its place would have each claim read all deliveries that wait.
  due_at timestamptz := clock_timestamp();
begin
  return query
  with found as (
    select d.id, w.tenant, w.host, d.next_at, d.seq from webhooks w cross join lateral (
      select p.id, p.next_at, p.seq from webhook_deliveries p
      where p.webhook_id = w.id and p.state = 'PENDING' and p.next_at <= due_at
      order by p.next_at, p.seq limit per_host for update skip locked) d
    where w.paused is null and w.deleted_at is null),
  tests as (
    select d.id, w.tenant, w.host, d.next_at, null::bigint as seq from webhooks w cross join lateral (
      select p.id, p.next_at from webhook_deliveries p
      where p.webhook_id = w.id and p.state = 'PENDING' and p.seq is null and p.next_at <= due_at
      order by p.next_at limit per_host for update skip locked) d
    where w.paused is not null and w.deleted_at is null),
  due as (
    select f.id, f.tenant, f.host, f.next_at,
      row_number() over (partition by f.tenant, f.host order by f.next_at, f.seq) as place
    from (select * from found union all select * from tests) f),
  permitted as (
    select due.id, due.next_at, coalesce((busy->>due.tenant)::integer, 0)
      + row_number() over (partition by due.tenant order by due.place, due.next_at) as turn
    from due where due.place <= per_host - coalesce((busy->>(due.tenant || ' ' || due.host))::integer, 0)),
  chosen as (
    select permitted.id from permitted where permitted.turn <= per_tenant
    order by permitted.turn, permitted.next_at limit most)
  update webhook_deliveries d set fence = d.fence + 1, claimed_until = clock_timestamp() + lease_ms * interval '1 millisecond',
    next_at = clock_timestamp() + lease_ms * interval '1 millisecond'
  from chosen where d.id = chosen.id
  returning d.tenant, d.id, d.fence;
end $$;
comment on function claim_deliveries is
  'Claims deliveries of all tenants whose attempt is due, of paused webhooks tests alone: per_tenant at most of each tenant and '
  'per_host of each of its hosts, less those that the caller is busy with ({tenant: number, "tenant host": number}). Tenants '
  'take turns, then hosts of a tenant, the oldest of each first.';

create function purge_deliveries(before timestamptz, most integer) returns bigint language plpgsql security definer as $$
declare
  ids text[] := array(
    (select d.id from webhooks w join webhook_deliveries d on d.webhook_id = w.id where w.deleted_at is not null limit most)
    union
    (select d.id from webhook_deliveries d where d.ended_at < before limit most));
begin
  delete from webhook_attempts where delivery_id = any(ids);
  delete from webhook_deliveries where id = any(ids);
  if cardinality(ids) = 0 then
    ids := array(select w.id from webhooks w where w.deleted_at is not null
      and not exists (select from webhook_deliveries d where d.webhook_id = w.id) limit most);
    delete from feed_consumers c where c.name = any(select 'webhook:' || i from unnest(ids) i);
    delete from webhook_secrets where webhook_id = any(ids);
    delete from webhooks where id = any(ids);
  end if;
  return cardinality(ids);
end $$;
comment on function purge_deliveries is
  'Deletes deliveries that ended before, those of deleted webhooks, and then these; returns how many rows.';

create function webhook_backlog() returns table (waiting bigint, late_ms float, dead bigint, paused bigint)
language sql stable security definer as $$
  select (select count(*) from webhook_deliveries where state = 'PENDING'),
    coalesce((select extract(epoch from clock_timestamp() - min(d.next_at)) * 1000 from webhooks w
      join webhook_deliveries d on d.webhook_id = w.id and d.state = 'PENDING' and d.next_at < now()
      where w.paused is null and w.deleted_at is null), 0)::float,
    (select count(*) from webhook_deliveries where state = 'DEAD' and ended_at > now() - interval '1 hour'),
    (select count(*) from webhooks where paused->>'code' in ('GONE', 'FAILING', 'OWNER_ENDED') and deleted_at is null)
$$;
comment on function webhook_backlog is
  'Deliveries that wait, how late the oldest due attempt is, deliveries that died in the last hour, and webhooks that were '
  'paused by the product.';

do $$
declare f text;
begin
  foreach f in array array['webhooks_behind(text[], integer)', 'claim_deliveries(integer, integer, integer, jsonb, integer)',
      'purge_deliveries(timestamptz, integer)', 'webhook_backlog()'] loop
    execute format('alter function %s set search_path = %I, pg_temp', f, current_schema());
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
`;
