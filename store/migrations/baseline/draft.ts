/** Text of entries that are still being written. */
export const draft = /* sql */ `
create sequence draft_numbers;
comment on sequence draft_numbers is
  'A crash of PostgreSQL can set it back a little: no commit waits for it to reach the disk.';
create unlogged table drafts (
  entry_id text not null,
  part integer not null,
  start_offset integer not null,
  number bigint not null default nextval('draft_numbers'),
  stream_id text not null,
  kind text not null,
  text text not null,
  at timestamptz not null default now(),
  primary key (entry_id, part, start_offset)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0);
create index drafts_by_stream on drafts (stream_id, number);
comment on table drafts is
  'Text of entries that are being written. Unlogged: a crash of PostgreSQL empties it, and the draft writers write '
  'again. A draft counts only while its entry is RUNNING: a writer that lost its fence can be late by one statement.';
comment on column drafts.entry_id is 'An entry, or research_phases.draft_id.';
comment on column drafts.start_offset is 'UTF-16 code units of the part before this text.';
comment on column drafts.number is
  'Orders the drafts of a stream; a reader starts over after it lost its connection.';
`;
