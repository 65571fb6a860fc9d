/** Files that tools of a provider made. */
export const file = /* sql */ `
create table files (
  id text primary key,
  tenant text not null,
  conversation_id text not null references conversations,
  entry_id text not null references entries,
  provider text not null,
  remote_id text not null,
  title text not null,
  status text not null default 'PENDING',
  created_at timestamptz not null default now(),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  failure text,
  media_type text,
  size integer,
  content bytea storage external
);
create index files_due on files (next_attempt_at) where status = 'PENDING';
create index files_by_age on files (created_at) where content is not null;
create index files_by_conversation on files (conversation_id);
comment on table files is 'Files that tools of a provider made.';
comment on column files.status is
  'PENDING: to be downloaded at next_attempt_at. STORED. LOST: could not be downloaded, or its retention has ended.';
comment on column files.failure is 'Why there is no content, in words fit to be shown.';
comment on column files.size is 'Bytes; null until it is stored.';
comment on column files.content is 'Storage external: images are compressed already.';

create table signing_keys (
  name text primary key,
  key bytea not null,
  created_at timestamptz not null default now()
);
comment on table signing_keys is 'Keys that links are signed with; created at random by the first process that needs one.';
`;
