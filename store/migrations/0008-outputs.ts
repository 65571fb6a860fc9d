/** Outputs as data, hand-offs. */
export const outputs = /* sql */ `
-- output: the reply as data, of an agent with an output schema.
alter table turns add column output jsonb;

-- to_version_id: of a hand-off, who takes over; author_version_id hands over.
alter table entries add column to_version_id text references agent_versions;
`;
