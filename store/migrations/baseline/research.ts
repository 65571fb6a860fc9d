/** Research runs and their phases. */
export const research = /* sql */ `
create table research_runs (
  id text primary key references streams,
  tenant text not null,
  question text not null,
  symbols text[] not null,
  searches integer not null,
  revisions integer not null,
  language text not null,
  agents jsonb not null,
  provider text not null,
  sample_market_data boolean not null,
  budget jsonb not null,
  status text not null default 'RUNNING',
  verified boolean not null default false,
  failure jsonb,
  created_at timestamptz(3) not null default now(),
  ended_at timestamptz,
  forked_from text,
  actor jsonb not null,
  cancelled_by jsonb,
  cancel_reason text,
  traceparent text,
  woken_at timestamptz not null default now(),
  span_exported boolean not null default false
);
create index research_runs_by_age on research_runs (tenant, created_at desc, id desc);
create index research_runs_open on research_runs (woken_at) where ended_at is null;
alter table conversations add foreign key (research_id) references research_runs;
comment on table research_runs is 'Research runs: a question that a team of agents answers with a report.';
comment on column research_runs.searches is 'Maximum number of searches.';
comment on column research_runs.revisions is 'How often the verifier may reject the report.';
comment on column research_runs.agents is 'The version that does each kind of phase, pinned when the run began.';
comment on column research_runs.created_at is 'Milliseconds, the precision of page cursors.';
comment on column research_runs.forked_from is 'The run that this one continues; null: none.';
comment on column research_runs.woken_at is 'When its workflow was last woken.';
comment on column research_runs.span_exported is 'True once the exporter has the span of the run.';

create table research_phases (
  id text primary key,
  tenant text not null,
  research_id text not null references research_runs,
  number integer not null,
  kind text not null,
  round integer not null,
  name text not null,
  status text not null,
  started_at timestamptz,
  ended_at timestamptz,
  text text not null default '',
  outcome jsonb,
  failure jsonb,
  turn_id text references turns,
  draft_id text,
  unique (research_id, number)
);
create index research_phases_by_turn on research_phases (turn_id);
create index research_phases_by_draft on research_phases (draft_id) where draft_id is not null;
comment on table research_phases is 'Phases of research runs. Each is done by a turn of a conversation of its own.';
comment on column research_phases.number is 'Order of the phase in its run.';
comment on column research_phases.round is 'Number of the draft that the phase works on.';
comment on column research_phases.turn_id is
  'The turn that does the work; of a phase that a fork kept, the turn of the original run.';
comment on column research_phases.draft_id is
  'drafts.entry_id of the phase''s text; each attempt of a model call has its own. Null: the text is in text.';
`;
