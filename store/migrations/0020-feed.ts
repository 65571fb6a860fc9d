/**
 * The feed of a tenant: what began, changed or ended, in one numbered stream. Writers leave a row in `feed_pending`, in
 * their own transaction; `feed_events` moves the rows to the streams. ADR 75 says why.
 */
export const feed = /* sql */ `
create table feed_pending (
  id bigserial primary key,
  tenant text not null,
  stream_id text,
  items jsonb not null,
  at timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_insert_threshold = -1);
comment on table feed_pending is
  'What was committed and is not in its tenant''s feed yet. Rows are removed as they are fed, so that the table is nearly '
  'empty while a worker runs.';
comment on column feed_pending.id is
  'Assigned under the lock of the stream: of one object, the lower number was committed first.';
comment on column feed_pending.stream_id is
  'The conversation or research run that the items are of; null: neither.';
comment on column feed_pending.items is
  'Bodies of events of that stream, or of the feed: {item, nodeId, ...}.';
select protect_rows('feed_pending'::regclass);

create function notify_feed() returns trigger language plpgsql as $$
begin
  perform pg_notify('tramontane_feed', '');
  return null;
end $$;
comment on function notify_feed is 'Wakes the worker that feeds.';
create trigger feed_pending_added after insert on feed_pending for each statement execute function notify_feed();

create or replace function append_events(stream text, new_events jsonb) returns bigint language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  s record;
  now_at timestamptz;
  ids bytea[] := array(select substr(sha256(convert_to(stream || '/' || (e->>'id'), 'UTF8')), 1, 16)
    from jsonb_array_elements(new_events) with ordinality as l(e, place) order by place);
  added jsonb;
  fed jsonb;
  notice text;
begin
  select head, tenant, created_at, last_event_at into strict s from streams where id = stream for update;
  now_at := greatest(clock_timestamp(), s.last_event_at, s.created_at);
  -- A scalar subquery is looked up by the index for each event; an anti-join may read the whole table.
  with inserted as (
    insert into events (stream_id, tenant, seq, id, kind, at, body)
    select stream, s.tenant, s.head + row_number() over (order by n.place), n.id, n.body->>'kind', now_at, n.body
    from (select place, ids[place] as id, e->'body' as body
      from jsonb_array_elements(new_events) with ordinality as l(e, place)) n
    where array_position(ids, n.id) = n.place
      and (select k.id from events k where k.id = n.id and k.at between s.created_at and now_at limit 1) is null
    returning seq, body)
  select jsonb_agg(i.body order by i.seq) into added from inserted i;
  if added is null then return s.head; end if;
  update streams set head = s.head + jsonb_array_length(added), last_event_at = now_at, final_event =
    case when new_events->-1->'body'->>'kind' in ('ConversationClosed', 'ResearchEnded') then new_events->-1->'body' end
  where id = stream;
  notice := stream || E',\\n[0,' || floor(1000 * extract(epoch from now_at)) || ',[' || (s.head + 1) || ',' || added || ']]';
  perform pg_notify('tramontane_log', case when octet_length(notice) < 7900 then notice else stream end);
  fed := jsonb_path_query_array(added, '$[*] ? (@.kind == "TurnChanged" || @.kind == "ApprovalChanged" ||
    @.kind == "PhaseChanged" || @.kind == "ConversationClosed" || @.kind == "ResearchEnded")');
  if fed <> '[]' and not starts_with(stream, 'approvals-') then
    insert into feed_pending (tenant, stream_id, items) values (s.tenant, stream, fed);
  end if;
  return s.head + jsonb_array_length(added);
end $$;
comment on function append_events is
  'Appends events [{id, body}] to a stream and returns the number of its last event. The caller may hold its row lock. '
  'Events whose id the stream has are dropped, the others numbered without gaps; notifies tramontane_log, with the '
  'events where they fit: <stream>,\\n[0,<ms>,[<number of the first>,[<body>, ...]]]. What the tenant''s feed shows of '
  'them is left in feed_pending.';

create function feed_item(body jsonb, stream text) returns jsonb language sql immutable as $$
  select case body->>'kind'
    when 'TurnChanged' then
      jsonb_build_object('item', 'TURN_CHANGED', 'nodeId', body->'turnId', 'status', body->'status')
    when 'ApprovalChanged' then
      jsonb_build_object('item', 'APPROVAL_CHANGED', 'nodeId', body->'approvalId', 'verdict', body->'verdict')
    when 'PhaseChanged' then
      jsonb_build_object('item', 'PHASE_CHANGED', 'nodeId', body->'phaseId', 'status', body->'status')
    when 'ConversationClosed' then
      jsonb_build_object('item', 'CONVERSATION_CLOSED', 'nodeId', stream, 'actor', body->'closedBy')
    when 'ResearchEnded' then
      jsonb_build_object('item', 'RESEARCH_ENDED', 'nodeId', body->'researchId', 'status', body->'status')
    else case when body ? 'item' then body end
  end
$$;
comment on function feed_item is 'What the feed says of an event of a stream; null for kinds that it leaves out.';

create function feed_events(lock bigint, most integer) returns table (moved bigint, waited_ms float)
language plpgsql security definer
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  f record;
begin
  if not pg_try_advisory_xact_lock(lock) then return; end if;
  moved := 0;
  waited_ms := 0;
  for f in
    with taken as (
      delete from feed_pending p where p.id = any(array(select n.id from feed_pending n order by n.id limit most))
      returning p.id, p.tenant, p.stream_id, p.items, p.at)
    select t.tenant, count(distinct t.id) as rows, min(t.at) as since,
      jsonb_agg(jsonb_build_object('id', t.id || '/' || l.place, 'body',
        jsonb_strip_nulls('{"kind": "FeedItem"}' || coalesce(o.found, '{}') || i.item)) order by t.id, l.place)
        filter (where i.item is not null) as events
    from taken t
    cross join lateral jsonb_array_elements(t.items) with ordinality as l(body, place)
    cross join lateral feed_item(l.body, t.stream_id) as i(item)
    left join lateral (
      select jsonb_build_object('conversationId', c.id, 'researchId', c.research_id, 'agent', a.name, 'version', v.number)
      from conversations c join agent_versions v on v.id = c.agent_version_id join agents a on a.id = v.agent_id
      where c.id = t.stream_id
      union all select jsonb_build_object('researchId', r.id) from research_runs r where r.id = t.stream_id
      limit 1) o(found) on true
    group by t.tenant order by t.tenant
  loop
    moved := moved + f.rows;
    waited_ms := greatest(waited_ms, extract(epoch from clock_timestamp() - f.since) * 1000);
    continue when f.events is null;
    insert into streams (id, tenant) values ('feed-' || f.tenant, f.tenant) on conflict do nothing;
    perform append_events('feed-' || f.tenant, f.events);
  end loop;
  return next;
end $$;
comment on function feed_events is
  'Moves up to most rows of feed_pending to the feeds of their tenants, as FeedItem events, in the order in which they '
  'were committed; returns how many, and how long the oldest had waited. No row: another process holds the advisory lock.';

create function feed_backlog(most integer) returns table (count bigint, oldest_ms float)
language sql stable security definer as $$
  select (select count(*) from (select 1 from feed_pending limit most) w),
    coalesce((select extract(epoch from clock_timestamp() - at) * 1000 from feed_pending order by id limit 1), 0)::float
$$;
comment on function feed_backlog is
  'How many rows wait to be fed, counted up to most, and how long the first of them has waited.';

create table feed_consumers (
  tenant text not null,
  name text not null,
  seq bigint not null,
  primary key (tenant, name)
);
comment on table feed_consumers is 'How far the consumers of the feeds have read.';
comment on column feed_consumers.seq is 'Number of the last item that was handled.';
select protect_rows('feed_consumers'::regclass);

create index streams_of_feeds on streams (tenant) where starts_with(id, 'feed-');

create function feeds_behind(consumer text, most integer) returns table (tenant text)
language sql stable security definer as $$
  select s.tenant from streams s left join feed_consumers c on c.tenant = s.tenant and c.name = consumer
  where starts_with(s.id, 'feed-') and s.head > coalesce(c.seq, 0) limit most
$$;
comment on function feeds_behind is 'Tenants whose feed has items that a consumer has not handled.';

do $$
declare f text;
begin
  foreach f in array array['feed_events(bigint, integer)', 'feed_backlog(integer)', 'feeds_behind(text, integer)'] loop
    execute format('alter function %s set search_path = %I, pg_temp', f, current_schema());
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
`;
