/** Outputs as data, hand-offs. */
export const outputs = /* sql */ `
-- output: the reply as data, of an agent with an output schema. base_version_id: see conversations.
alter table turns add column output jsonb, add column base_version_id text references agent_versions;

-- output_fault: why the answer of a model call is no output; the model call after it was asked to repair it.
-- handed_to: who makes the model calls after it, where we handed over because the provider could not.
alter table calls add column output_fault text, add column handed_to text references agent_versions;

-- to_version_id: of a hand-off, who takes over; author_version_id hands over.
alter table entries add column to_version_id text references agent_versions;

-- base_version_id: whose agent the base belongs to; null is the conversation's own version.
alter table conversations add column base_version_id text references agent_versions;
`;
