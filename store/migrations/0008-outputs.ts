/** Outputs as data, hand-offs. */
export const outputs = /* sql */ `
-- output: the reply as data, of an agent with an output schema. checkpoint_version_id: see conversations.
alter table turns add column output jsonb, add column checkpoint_version_id text references agent_versions;

-- output_error: why the answer of a model call is no output; the model call after it was asked to repair it.
-- handed_to_version_id: who makes the model calls after it, where we handed over because the provider could not.
alter table calls add column output_error text, add column handed_to_version_id text references agent_versions;

-- to_version_id: of a hand-off, who takes over; author_version_id hands over.
alter table entries add column to_version_id text references agent_versions;

-- checkpoint_version_id: whose agent the base belongs to; null is the conversation's own version.
alter table conversations add column checkpoint_version_id text references agent_versions;
`;
