/**
 * What the lists of conversations and approvals filter and sort by, and the moves of aliases.
 *
 * A turn ends once, and its end changes an index of `turns` anyway, so that is when its cost is added up: the update of
 * the conversation is in place. A sum over the calls of each conversation would read 100,000 conversations' calls for one
 * page.
 */
export const lists = /* sql */ `
alter table conversations add column cost_nanos bigint not null default 0,
  add column ended_turn integer not null default 0, add column ended_status text;
comment on column conversations.cost_nanos is 'Cost of its ended turns, billionths of a USD.';
comment on column conversations.ended_turn is 'The highest number of an ended turn; 0: none has ended.';
comment on column conversations.ended_status is 'The final status of that turn; null: none has ended.';

alter table turns alter column ended_at type timestamptz(3);
comment on column turns.ended_at is 'Milliseconds, the precision of page cursors.';

create function add_ended_turn() returns trigger language plpgsql as $$
begin
  update conversations set ended_turn = greatest(ended_turn, new.number),
    ended_status = case when new.number >= ended_turn then new.status else ended_status end,
    cost_nanos = cost_nanos + coalesce((select sum(cost_of(c)) from calls c where c.turn_id = new.id), 0)
  where id = new.conversation_id;
  return null;
end $$;
comment on function add_ended_turn is 'Adds a turn that has ended to cost_nanos, ended_turn and ended_status of its conversation.';
alter function add_ended_turn set plan_cache_mode = force_generic_plan;
alter function add_ended_turn set enable_seqscan = off;

update conversations c set ended_turn = t.number, ended_status = t.status, cost_nanos = t.nanos
from (select distinct on (e.conversation_id) e.conversation_id, e.number, e.status,
    coalesce(sum(cost) over (partition by e.conversation_id), 0) as nanos
  from turns e left join (select turn_id, sum(cost_of(k)) as cost from calls k group by 1) s on s.turn_id = e.id
  where e.ended_at is not null order by e.conversation_id, e.number desc) t
where t.conversation_id = c.id;

create trigger turn_ended after update of ended_at on turns for each row
  when (old.ended_at is null and new.ended_at is not null) execute function add_ended_turn();

create index conversations_by_version on conversations (tenant, agent_version_id, active_slot desc);
create index conversations_ended_badly on conversations (tenant, active_slot desc)
  where ended_status in ('FAILED', 'CANCELLED', 'DISCARDED');
create index conversations_closed on conversations (tenant, active_slot desc) where closed_at is not null;

create index turns_failed on turns (tenant, ended_at, id) where failure is not null;

alter table approvals alter column decided_at type timestamptz(3);
comment on column approvals.decided_at is 'Milliseconds, the precision of page cursors.';
create index approvals_decided on approvals (tenant, decided_at, id) where decided_at is not null;
create index approvals_inbox_pending on approvals (tenant, expires_at, id) where verdict = 'PENDING';
create index approvals_by_conversation on approvals (conversation_id);

create table agent_alias_moves (
  tenant text not null,
  agent_id text not null,
  number integer not null,
  name text not null,
  version_id text,
  moved_at timestamptz not null default now(),
  moved_by jsonb not null,
  primary key (agent_id, number),
  foreign key (tenant, agent_id) references agents (tenant, id),
  foreign key (tenant, version_id) references agent_versions (tenant, id)
);
comment on table agent_alias_moves is 'Every move of an alias. The row lock of the agent orders them.';
comment on column agent_alias_moves.number is 'Order of the moves of an agent: 1, 2, 3.';
comment on column agent_alias_moves.version_id is 'Null: the alias was removed.';
select protect_rows('agent_alias_moves');
insert into agent_alias_moves (tenant, agent_id, number, name, version_id, moved_at, moved_by)
  select tenant, agent_id, row_number() over (partition by agent_id order by moved_at, name), name, version_id,
    moved_at, moved_by from agent_aliases;
`;
