/** What requests used whose answers were not taken. */
export const rejectedAnswers = /* sql */ `
-- rejected_answers: answers that came to their end and were not taken, as an empty one that was asked for again; each
-- was paid and counts as a model call. lost_*: what the last attempt was charged whose request may have been taken in;
-- given back when its answer is found after all.
alter table calls add column rejected_answers integer not null default 0,
  add column provisional_input_tokens integer not null default 0, add column provisional_output_tokens integer not null default 0,
  add column provisional_answers integer not null default 0;
`;
