/** Row level security on every table with a tenant. */
export const policies = /* sql */ `
create function protect_rows(rows_of regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', rows_of);
  execute format('alter table %s force row level security', rows_of);
  execute format('create policy of_the_tenant on %s using '
    '(tenant = (select nullif(current_setting(''tramontane.tenant'', true), '''')))', rows_of);
  execute format('create policy of_the_owner on %s to %I using (true)', rows_of, current_user);
end $$;
comment on function protect_rows is
  'Forces row level security on a table with a column tenant. Every role reads and writes the rows of the tenant that '
  'the setting tramontane.tenant of its transaction names, without it none; the owner, who migrates, backs up and '
  'restores, all of them.';
revoke all on function protect_rows from public;

-- Partitions, too: events_past and events_default can be read by name.
do $$
declare t regclass;
begin
  for t in
    select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity
      and a.attname = 'tenant' and not a.attisdropped order by c.oid
  loop
    perform protect_rows(t);
  end loop;
end $$;

alter view event_partitions set (security_invoker = true);
alter view final_events set (security_invoker = true);

create or replace function add_events_partition(span interval) returns text language plpgsql security definer as $$
declare
  began timestamptz;
  ended timestamptz;
  taken timestamptz;
  part text;
begin
  lock table events_default in access exclusive mode;
  select greatest(max(to_at), date_trunc('day', now(), 'UTC')) into ended from event_partitions;
  loop
    began := ended;
    ended := began + span;
    select max(at) + interval '1 microsecond' into taken from events_default where at >= began and at < ended;
    began := greatest(began, taken);
    exit when began < ended;
  end loop;
  part := 'events_' || to_char(began at time zone 'UTC', 'YYYYMMDD_HH24MISS');
  execute format('create table %I (like events, primary key (stream_id, seq), unique (id))', part);
  execute format('alter table events attach partition %I for values from (%L) to (%L)', part, began, ended);
  perform protect_rows(part::regclass);
  return part;
end $$;
do $$ begin
  execute format('alter function add_events_partition set search_path = %I, pg_temp', current_schema());
end $$;
`;
