/** Quotas of tenants: their limits, points, turns in flight and spending. */
export const quotas = /* sql */ `
create table tenant_quotas (
  tenant text primary key,
  own_limits jsonb not null default '{}',
  changed_by jsonb not null,
  changed_at timestamptz not null default now()
);
comment on table tenant_quotas is 'Limits of tenants that have some of their own.';
comment on column tenant_quotas.own_limits is
  'Limits that replace the defaults of the deployment; see protocol/quota/tenant-limits.ts. Null: unlimited. A limit '
  'that is left out is the default.';

create table point_buckets (
  tenant text not null,
  kind text not null,
  name text not null,
  span text not null,
  used double precision not null,
  at timestamptz not null,
  primary key (tenant, kind, name, span)
) with (fillfactor = 50);
create index point_buckets_by_age on point_buckets using brin (at);
comment on table point_buckets is
  'Points that tenants, principals and addresses have used, including those that API processes have reserved.';
comment on column point_buckets.kind is 'tenant, principal or address.';
comment on column point_buckets.name is 'Subject of the principal, or the address; empty for the tenant.';
comment on column point_buckets.span is 'minute or day: the time in which a full bucket empties.';
comment on column point_buckets.used is 'As of "at"; it falls by the limit in one span.';

create function take_points(of_tenant text, asks jsonb)
returns table (place integer, granted bigint, room bigint) language plpgsql as $$
declare
  a record;
  before record;
  used_now float;
begin
  for a in select r.place, r.kind, r.name, r.span, r."limit" as most, r.want, r.back
    from jsonb_to_recordset(asks) as r(place integer, kind text, name text, span text, "limit" float, want float, back float)
    order by r.kind, r.name, r.span
  loop
    insert into point_buckets as b values (of_tenant, a.kind, a.name, a.span, 0, clock_timestamp())
    on conflict do nothing;
    select b.used, b.at into before from point_buckets b
    where b.tenant = of_tenant and b.kind = a.kind and b.name = a.name and b.span = a.span for update;
    used_now := greatest(0, before.used - a.back - a.most
      * greatest(0, extract(epoch from clock_timestamp() - before.at)) / case a.span when 'day' then 86400 else 60 end);
    place := a.place;
    granted := greatest(0, least(a.want, floor(a.most - used_now)));
    room := floor(a.most - used_now - granted);
    update point_buckets b set used = used_now + granted, at = clock_timestamp()
    where b.tenant = of_tenant and b.kind = a.kind and b.name = a.name and b.span = a.span;
    return next;
  end loop;
end $$;
comment on function take_points is
  'Reserves points of a tenant: asks [{place, kind, name, span, limit, want, back}]. back: points of an earlier '
  'reservation that were not used; negative: used without a reservation. granted: at most want, and never more than the '
  'limit leaves. room: what is left for others.';

create table turns_in_flight (
  tenant text not null,
  turn_id text not null,
  primary key (tenant, turn_id)
);
comment on table turns_in_flight is
  'Turns that began under a limit of the tenant. Rows of ended turns are deleted when the next one begins.';

create table waiting_turns (
  tenant text not null,
  turn_id text not null,
  conversation_id text not null,
  since timestamptz not null default clock_timestamp(),
  woken_at timestamptz,
  primary key (tenant, turn_id)
);
create index waiting_turns_in_order on waiting_turns (tenant, since);
comment on table waiting_turns is 'Queued turns that wait until another turn of the tenant has ended.';
comment on column waiting_turns.woken_at is 'When it was last woken; null: not since it waits.';

create function lock_quota(of_tenant text) returns void language sql as $$
  select pg_advisory_xact_lock(7401996, hashtext(of_tenant))
$$;
comment on function lock_quota is
  'Begins of turns and reservations of one tenant take turns. Lock the stream of the conversation before it.';

create function admit_turn(of_tenant text, turn text, conversation text, turn_limit integer)
returns boolean language plpgsql as $$
declare
  free integer;
  mine timestamptz;
begin
  delete from turns_in_flight f using turns t where f.tenant = of_tenant and t.id = f.turn_id and t.ended_at is not null;
  select turn_limit - count(*) into free from turns_in_flight f join turns t on t.id = f.turn_id
  where f.tenant = of_tenant and t.status = 'RUNNING' and f.turn_id <> turn;
  select since into mine from waiting_turns where tenant = of_tenant and turn_id = turn;
  if free > (select count(*) from (select from waiting_turns w join turns t on t.id = w.turn_id
      where w.tenant = of_tenant and w.since < coalesce(mine, clock_timestamp()) and t.status = 'QUEUED'
        and (w.woken_at is null or w.woken_at > clock_timestamp() - interval '15 seconds')
      order by w.since limit greatest(free, 0)) ahead) then
    delete from waiting_turns where tenant = of_tenant and turn_id = turn;
    insert into turns_in_flight values (of_tenant, turn) on conflict do nothing;
    return true;
  end if;
  insert into waiting_turns (tenant, turn_id, conversation_id) values (of_tenant, turn, conversation)
  on conflict (tenant, turn_id) do update set woken_at = null;
  return false;
end $$;
comment on function admit_turn is
  'Whether a queued turn may begin: fewer than turn_limit turns of the tenant run, and no older one waits that is not '
  'missing for 15 s. Otherwise it waits from now on. The caller holds lock_quota.';

create function claim_waiting_turns(only_tenant text, default_limit integer)
returns table (tenant text, conversation_id text) language plpgsql as $$
declare
  q record;
begin
  delete from waiting_turns w where (only_tenant is null or w.tenant = only_tenant)
    and not exists (select from turns t where t.id = w.turn_id and t.status = 'QUEUED');
  for q in
    select n.tenant, case when o.own_limits ? 'turnsInFlight' then (o.own_limits->>'turnsInFlight')::integer
      else default_limit end - (select count(*) from turns_in_flight f join turns t on t.id = f.turn_id
        where f.tenant = n.tenant and t.status = 'RUNNING') as free
    from (select distinct w.tenant from waiting_turns w where only_tenant is null or w.tenant = only_tenant) n
    left join tenant_quotas o on o.tenant = n.tenant
  loop
    return query update waiting_turns w set woken_at = clock_timestamp() from (
        select f.turn_id from (select c.turn_id, c.woken_at from waiting_turns c where c.tenant = q.tenant
          order by coalesce(c.woken_at < clock_timestamp() - interval '15 seconds', false), c.since
          limit greatest(coalesce(q.free, 100), 0)) f
        where f.woken_at is null or f.woken_at < clock_timestamp() - interval '5 seconds') n
      where w.tenant = q.tenant and w.turn_id = n.turn_id
      returning w.tenant, w.conversation_id;
  end loop;
end $$;
comment on function claim_waiting_turns is
  'Conversations whose waiting turns may begin now, the oldest first, of one tenant or (null) of all. Each is returned '
  'once in 5 s. default_limit: of tenants without an own limit; null: none.';

create table tenant_spending (
  tenant text not null,
  day date not null,
  nanos bigint not null,
  primary key (tenant, day)
);
comment on table tenant_spending is
  'Cost of the ended calls of a day (UTC), billionths of a USD, of tenants with a limit. Days without a row are summed '
  'from the calls when they are first needed.';

create table spending_reservations (
  tenant text not null,
  call_id text not null,
  day date not null,
  nanos bigint not null,
  primary key (tenant, call_id)
);
comment on table spending_reservations is
  'What open model calls may cost at most, billionths of a USD. When a call has ended, its cost takes the place.';

create function cost_of(c calls) returns bigint language sql immutable as $$
  select coalesce(c.input_tokens * c.input_rate + c.output_tokens * c.output_rate, 0) + c.earlier_cost_nanos
$$;
comment on function cost_of is 'What a call has cost so far, billionths of a USD.';

create function settle_spending(of_tenant text, of_call text)
returns table (day_settled bigint, day_open bigint, month_settled bigint, month_open bigint) language plpgsql as $$
declare
  today date := (now() at time zone 'UTC')::date;
  month date := date_trunc('month', today);
begin
  if not exists (select from tenant_spending s where s.tenant = of_tenant and s.day = today) then
    insert into tenant_spending
    select of_tenant, d.day::date, coalesce((select sum(cost_of(c)) from calls c where c.tenant = of_tenant
        and c.started_at >= d.day::timestamp at time zone 'UTC'
        and c.started_at < (d.day + interval '1 day')::timestamp at time zone 'UTC'
        and not exists (select from spending_reservations r where r.tenant = of_tenant and r.call_id = c.id)), 0)
    from generate_series(month::timestamp, today::timestamp, interval '1 day') d(day)
    where not exists (select from tenant_spending s where s.tenant = of_tenant and s.day = d.day::date)
    on conflict do nothing;
  end if;
  with ended as (
    delete from spending_reservations r using calls c where r.tenant = of_tenant and c.id = r.call_id
      and c.status not in ('QUEUED', 'RUNNING', 'WAITING') returning r.day, cost_of(c) as nanos)
  insert into tenant_spending as s select of_tenant, e.day, sum(e.nanos) from ended e group by e.day
  on conflict (tenant, day) do update set nanos = s.nanos + excluded.nanos;
  select coalesce(sum(s.nanos) filter (where s.day = today), 0), coalesce(sum(s.nanos), 0)
    into day_settled, month_settled from tenant_spending s where s.tenant = of_tenant and s.day >= month;
  select coalesce(sum(o.nanos) filter (where o.day = today), 0), coalesce(sum(o.nanos), 0)
    into day_open, month_open
  from (select r.day, case when r.call_id <> of_call then r.nanos
      else (select cost_of(c) from calls c where c.id = r.call_id) end as nanos
    from spending_reservations r where r.tenant = of_tenant and r.day >= month) o;
  return next;
end $$;
comment on function settle_spending is
  'Moves the cost of ended calls from the reservations to the days, and returns what the tenant has spent and reserved '
  'today and in this month (UTC), billionths of a USD; of_call, which reserves again, counts with its cost so far. The '
  'caller holds lock_quota.';

create function reserve_spending(of_tenant text, call text, more bigint) returns void language sql as $$
  insert into spending_reservations
  select of_tenant, call, (now() at time zone 'UTC')::date,
    more + coalesce((select cost_of(c) from calls c where c.id = call), 0)
  on conflict (tenant, call_id) do update set nanos = excluded.nanos
$$;
comment on function reserve_spending is
  'Reserves what the next attempt of a call may cost in addition to its cost so far. The caller holds lock_quota.';
`;
