/** What is told as a span once it has ended, from the record, so that it is told once whoever ends it. */
export const traces = /* sql */ `
-- span_exported: true once the span of the whole was handed to the exporter. What ended before this is not told any more.
alter table turns add column span_exported boolean not null default true;
alter table turns alter column span_exported set default false;
create index turns_unexported on turns (conversation_id) where traceparent is not null and not span_exported;
alter table research_runs add column span_exported boolean not null default true;
alter table research_runs alter column span_exported set default false;
-- W3C trace context of the mutation that decided.
alter table approvals add column decision_traceparent text;
`;
