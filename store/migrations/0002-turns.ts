/** Interrupted turns, steered messages. */
export const turns = /* sql */ `
-- checkpoint_turn: the base holds what was said up to and including this turn. What later turns left on the screen is told
-- again with the next message.
alter table conversations add column checkpoint_turn integer not null default 0;
alter table turns add column checkpoint_turn integer not null default 0;

-- reserved_turn: a steered message; the number of the turn that it opens if it cannot go along with the running one.
-- steered_step: the model call that it went along with; null while it waits.
alter table entries add column reserved_turn integer, add column steered_step integer;
create index entries_steered on entries (turn_id) where reserved_turn is not null and steered_step is null;
`;
