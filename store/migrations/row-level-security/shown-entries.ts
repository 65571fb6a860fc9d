/** An entry as it is shown, read by one statement that sets the tenant: an API process reads one at every event. */
export const shownEntries = /* sql */ `
create function shown_status(c calls) returns text language sql immutable as $$
  select case when c.kind = 'tool' and c.status = 'QUEUED' then 'RUNNING' else c.status end
$$;
comment on function shown_status is
  'The status of a call as clients see it: a tool call is RUNNING from the first text of its arguments.';

create function drafted_content(entry text) returns jsonb language sql stable as $$
  select jsonb_agg(jsonb_build_object('type', coalesce(p.kind, 'text'), 'text', coalesce(p.text, ''))
    order by n.part)
  from generate_series(0, (select max(part) from drafts where entry_id = entry)) as n(part)
  left join (select part, lower(min(kind)) as kind, string_agg(text, '' order by start_offset) as text
    from drafts where entry_id = entry group by part) p on p.part = n.part
$$;
comment on function drafted_content is
  'The content of an entry according to its drafts; null if it has none. The type of a content part is the kind of its '
  'drafts in lower case. A part without text has no draft and becomes an empty text, so that the other parts keep their '
  'numbers.';

create view shown_entries with (security_invoker = true) as
select e.id, e.tenant, e.conversation_id, e.turn_id, e.kind, e.position, e.created_at, e.role, e.author_version_id,
  e.to_version_id, e.idempotency_key, e.status as own_status, coalesce(shown_status(c), e.status) as status,
  case when e.kind = 'message' and e.status = 'RUNNING' then coalesce(drafted_content(e.id), '[]') else e.content end
    as content,
  c.attempts, c.started_at, c.ended_at, c.retry_at, c.failure, c.server, c.name, c.arguments, c.result, c.output
from entries e left join calls c on c.id = e.id;
comment on view shown_entries is
  'Entries as they are shown: a tool call is an entry and a call with the same id; the text of a running message is read '
  'from its drafts.';

create function read_entry(of_tenant text, entry text) returns setof shown_entries
language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  if set_config('tramontane.tenant', of_tenant, true) = '' then raise exception 'no tenant'; end if;
  return query select * from shown_entries e where e.id = entry and e.tenant = of_tenant;
end $$;
comment on function read_entry is 'An entry of the tenant as it is shown.';
`;
