/** Who decides about a server's tools where an agent does not say. */
export const serverPolicy = /* sql */ `
-- policy: as the configuration names it, one of AUTO, ASK, DENY; null leaves it to each tool's annotations.
alter table mcp_servers add column policy text;
`;
