/** Conversations, the history that forks share, and their copies at a provider. */
export const conversation = /* sql */ `
create table conversations (
  id text primary key references streams,
  tenant text not null,
  agent_version_id text not null references agent_versions,
  provider text not null,
  title text,
  labels text[] not null default '{}',
  created_at timestamptz not null default now(),
  active_at timestamptz(3) not null default now(),
  closed_at timestamptz,
  next_turn integer not null default 1,
  budget jsonb not null default '{}',
  woken_at timestamptz not null default now(),
  research_id text,
  forked_from text,
  checkpoint_remote_id text,
  checkpoint_last_entry_id text,
  checkpoint_dirty boolean not null default false,
  checkpoint_turn integer not null default 0,
  checkpoint_model text,
  checkpoint_version_id text references agent_versions,
  past_place integer not null default -1,
  past_turn integer not null default 0,
  erase_requested_at timestamptz,
  erase_tried_at timestamptz,
  erased_at timestamptz
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
create index conversations_by_activity on conversations (tenant, active_at desc, id desc);
create index conversations_by_labels on conversations using gin (labels);
create index conversations_by_checkpoint on conversations (checkpoint_remote_id) where checkpoint_remote_id is not null;
create index conversations_to_erase on conversations (erase_requested_at)
  where erase_requested_at is not null and erased_at is null;
create index conversations_of_research on conversations (research_id) where research_id is not null;
comment on table conversations is
  'The checkpoint_* columns say what the provider has of a conversation.';
comment on column conversations.active_at is 'Milliseconds, the precision of page cursors.';
comment on column conversations.next_turn is 'Number of the next turn.';
comment on column conversations.budget is 'The limits in force; see protocol/budget/budget.ts.';
comment on column conversations.woken_at is 'When its workflow was last woken.';
comment on column conversations.research_id is
  'The research run that owns the conversation; such conversations are not listed and take no messages.';
comment on column conversations.forked_from is 'The entry that the fork was made at; null: not a fork.';
comment on column conversations.checkpoint_remote_id is 'Id of the conversation at the provider; null: it has none yet.';
comment on column conversations.checkpoint_last_entry_id is 'Id at the provider of the last settled entry.';
comment on column conversations.checkpoint_dirty is
  'True: the provider may have entries after the checkpoint; restart from it, never append.';
comment on column conversations.checkpoint_turn is
  'The checkpoint covers the turns up to this number; what later turns left is replayed with the next message.';
comment on column conversations.checkpoint_model is
  'The fallback model whose agent has the checkpoint; null: the version''s own model.';
comment on column conversations.checkpoint_version_id is
  'The version whose agent has the checkpoint; null: agent_version_id.';
comment on column conversations.past_place is
  'The place in shared_pasts up to which the checkpoint that a fork began with covers its history; -1: not at all.';
comment on column conversations.past_turn is 'The turn of that place.';
comment on column conversations.erase_requested_at is 'When the conversation was closed with erasure; null: it was not.';
comment on column conversations.erased_at is 'When no content was left, here and at the provider.';

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
comment on table shared_pasts is
  'The history that a fork begins with, in order of place: of each source the turns before through_turn, and of that '
  'turn the entries up to through_position.';
comment on column shared_pasts.erased_at is
  'When the source''s content was erased and the fork''s checkpoint no longer contained it.';

create table remote_conversations (
  provider text not null,
  remote_id text not null,
  conversation_id text not null references conversations,
  seen_at timestamptz not null default now(),
  abandoned_at timestamptz,
  erased_source_id text references conversations,
  primary key (provider, remote_id)
);
create index remote_conversations_kept on remote_conversations (conversation_id) where abandoned_at is null;
create index remote_conversations_abandoned on remote_conversations (abandoned_at) where abandoned_at is not null;
create index remote_conversations_by_erased_source on remote_conversations (erased_source_id)
  where erased_source_id is not null;
create index remote_conversations_by_conversation on remote_conversations (conversation_id);
comment on table remote_conversations is 'Conversations at a provider that were created for a conversation.';
comment on column remote_conversations.abandoned_at is
  'Since when no checkpoint refers to it: it is to be deleted at the provider. Null: in use.';
comment on column remote_conversations.erased_source_id is
  'Of a fork: the source whose erased content it still contains.';
`;
