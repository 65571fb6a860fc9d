/** Limits, and the prices that calls were made at. */
export const budgets = /* sql */ `
-- budget: limits in force, already tightened; see protocol/budget/budget.ts.
alter table conversations add column budget jsonb not null default '{}';
alter table turns add column budget jsonb not null default '{}',
  add column deadline_from_budget boolean not null default false;

-- reserved_input_tokens: input tokens that the attempt is expected to take; charged when the provider does not tell.
-- *_rate: billionths of USD for a token when the call was made; null when the model has no known price.
alter table calls add column reserved_input_tokens integer not null default 0,
  add column input_rate bigint, add column output_rate bigint;

create index idempotency_keys_by_age on idempotency_keys (created_at);
`;
