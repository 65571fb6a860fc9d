/**
 * The texts that are searched, filled by workers after the commits that wrote them.
 *
 * - Unlogged, as drafts are: it can be made again at any time, and its indexes would write more WAL than a turn. A crash of
 *   PostgreSQL and a restored backup empty both tables, and the workers fill them from the beginning.
 * - The full text parser takes a run of Chinese, Japanese or Korean characters for one word, and trigrams of such characters
 *   depend on the locale. So each of them is a word of its own, and a query for several is a phrase.
 * - A search uses one core: turns need the others.
 * - Trusted extensions: the owner of the database may create them. `btree_gin` puts the tenant into the indexes.
 */
export const search = /* sql */ `
do $$
declare lacking text;
begin
  select string_agg(wanted, ', ') into lacking from unnest(array['pg_trgm', 'btree_gin']) wanted
    where wanted not in (select name from pg_available_extensions);
  if lacking is not null then
    raise exception 'The search needs the extensions %, which this PostgreSQL does not have: install the contrib package '
      'of the server (postgresql-contrib), or allow them, as some managed services require.', lacking;
  end if;
  create extension if not exists pg_trgm;
  create extension if not exists btree_gin;
exception when insufficient_privilege then
  raise exception 'The search needs the extensions pg_trgm and btree_gin, and role % may not create them: make it the owner '
    'of the database, or let an administrator create both (create extension pg_trgm; create extension btree_gin).',
    current_user;
end $$;

create unlogged table search_texts (
  tenant text not null,
  id text not null,
  kind text not null,
  object_id text not null,
  at timestamptz(3) not null,
  text text not null,
  words tsvector not null generated always as (to_tsvector('simple'::regconfig, regexp_replace(text,
    '([\\u2E80-\\u9FFF\\uAC00-\\uD7AF\\uF900-\\uFAFF\\U00020000-\\U0003FFFF])', ' \\1 ', 'g'))) stored,
  primary key (tenant, id)
);
create index search_texts_by_time on search_texts (tenant, at desc, id desc);
create index search_texts_by_object on search_texts (object_id);
create index search_texts_by_words on search_texts using gin (tenant, words);
do $$ begin
  execute format('create index search_texts_by_parts on search_texts using gin (tenant, text %I.gin_trgm_ops)',
    (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'));
end $$;
comment on table search_texts is
  'The texts that are searched, the beginning of long ones. Unlogged: workers make it again after a crash of PostgreSQL.';
comment on column search_texts.id is 'The message, tool call, phase or research run; of a title, the conversation.';
comment on column search_texts.kind is 'MESSAGE, TOOL_CALL, REPORT, or TITLE: of a conversation, only found by its list.';
comment on column search_texts.object_id is 'The conversation or research run that decides who may read it.';
comment on column search_texts.at is 'Milliseconds, the precision of page cursors.';
comment on column search_texts.words is
  'Words in lower case; each Chinese, Japanese or Korean character is a word.';
select protect_rows('search_texts');

create unlogged table search_backfill (
  kind text primary key,
  after_id text not null,
  indexed bigint not null default 0,
  finished_at timestamptz
);
comment on table search_backfill is
  'How far workers have filled search_texts from the beginning. Unlogged: emptied together with it.';
comment on column search_backfill.kind is 'conversation (titles), turn, or research.';
comment on column search_backfill.after_id is 'The last id that was indexed.';
comment on column search_backfill.indexed is 'How many ids were indexed.';
comment on column search_backfill.finished_at is 'Null: older texts may be missing.';

create function objects_to_index(of_kind text, after_id text, most integer) returns table (tenant text, id text)
language plpgsql stable security definer as $$
#variable_conflict use_column
begin
  case of_kind
    when 'conversation' then return query select tenant, id from conversations
      where id > objects_to_index.after_id and title is not null order by id limit most;
    when 'turn' then return query select tenant, id from turns where id > objects_to_index.after_id order by id limit most;
    when 'research' then return query select tenant, id from research_runs
      where id > objects_to_index.after_id order by id limit most;
  end case;
end $$;
comment on function objects_to_index is
  'The next ids to index of a kind of search_backfill, of all tenants, in the order of their ids.';

create function search_words(of_tenant text, query text, of_kinds text[], of_objects text[],
  before timestamptz, before_id text, most integer)
returns table (id text, at timestamptz)
language plpgsql stable security definer
set plan_cache_mode = force_custom_plan set max_parallel_workers_per_gather = 0 as $$
#variable_conflict use_column
begin
  return query select s.id, s.at from search_texts s
  where s.tenant = of_tenant and s.words @@ websearch_to_tsquery('simple', query) and s.kind = any(of_kinds)
    and (of_objects is null or s.object_id = any(of_objects))
    and (before is null or (s.at, s.id) < (before, before_id))
  order by s.at desc, s.id desc limit most;
end $$;
comment on function search_words is
  'The newest texts of a tenant before a place that match a query in the syntax of websearch_to_tsquery; of_objects: only of '
  'these conversations and research runs, null: of all. Below row level '
  'security a query cannot use the index: the operator might tell something of rows that the caller may not see.';

create function search_parts(of_tenant text, longest text, patterns text[], without text[], of_kinds text[],
  of_objects text[], before timestamptz, before_id text, most integer)
returns table (id text, at timestamptz)
language plpgsql stable security definer
set plan_cache_mode = force_custom_plan set max_parallel_workers_per_gather = 0 as $$
#variable_conflict use_column
begin
  return query select s.id, s.at from search_texts s
  where s.tenant = of_tenant and s.text ilike longest and s.text ilike all(patterns) and not s.text ilike any(without)
    and s.kind = any(of_kinds) and (of_objects is null or s.object_id = any(of_objects))
    and (before is null or (s.at, s.id) < (before, before_id))
  order by s.at desc, s.id desc limit most;
end $$;
comment on function search_parts is
  'As search_words, by parts of words: texts with all patterns, of which the index looks for the longest one, and without '
  'others.';

create function feed_consumers_behind() returns table (consumer text, behind bigint)
language sql stable security definer as $$
  select c.name, sum(greatest(s.head - c.seq, 0))::bigint from feed_consumers c
  join streams s on s.id = 'feed-' || c.tenant group by c.name
$$;
comment on function feed_consumers_behind is 'How many items of all feeds each consumer has not handled.';

do $$
declare f regprocedure;
begin
  foreach f in array array['objects_to_index', 'search_words', 'search_parts', 'feed_consumers_behind']::regproc[] loop
    execute format('alter function %s set search_path = %I, pg_temp', f, current_schema());
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
`;
