/** Forks, erased conversations, fallback models. */
export const forks = /* sql */ `
-- forked_from: the entry that a fork was made at. past_*: how far its shared past is in the base that it began with.
-- checkpoint_model: the fallback model whose agent the base belongs to; null is the version's own model.
-- erase_*: asked for at close; finished when nothing of the content is left, here and at the provider.
alter table conversations add column forked_from text references entries,
  add column past_place integer not null default -1, add column past_turn integer not null default 0,
  add column checkpoint_model text,
  add column erase_requested_at timestamptz, add column erase_tried_at timestamptz, add column erased_at timestamptz;
create index conversations_by_checkpoint on conversations (checkpoint_remote_id) where checkpoint_remote_id is not null;
create index conversations_to_erase on conversations (erase_requested_at)
  where erase_requested_at is not null and erased_at is null;
alter table turns add column checkpoint_model text;
create index turns_open_by_checkpoint on turns (checkpoint_remote_id) where status in ('QUEUED', 'RUNNING', 'WAITING');

-- What a fork begins with, in order: of each source the turns before through_turn, and of that one the entries up to
-- through_position. erased_at: the source's content is gone, and nothing of the fork is based on it any more.
create table shared_pasts (
  conversation_id text not null references conversations,
  place integer not null,
  source_id text not null references conversations,
  through_turn integer not null,
  through_position bigint not null,
  erased_at timestamptz,
  primary key (conversation_id, place)
);
create index shared_pasts_by_source on shared_pasts (source_id) where erased_at is null;

-- A remote conversation of a fork that holds what is erased in its source.
alter table remote_conversations add column erased_source_id text references conversations;
create index remote_conversations_by_erased_source on remote_conversations (erased_source_id) where erased_source_id is not null;
create index remote_conversations_by_conversation on remote_conversations (conversation_id);

-- model: the fallback model that is asked; null is the version's own. earlier_attempts: of the
-- model before it. earlier_cost_nanos: what its tokens cost beyond the price of this one, billionths of USD.
alter table calls add column model text, add column earlier_attempts integer not null default 0,
  add column earlier_cost_nanos bigint not null default 0;

-- The agents that stand in for a version's own, as remote_agents.
create table fallback_agents (
  version_id text not null references agent_versions,
  provider text not null,
  remote_id text,
  leased_until timestamptz not null,
  primary key (version_id, provider)
);
`;
