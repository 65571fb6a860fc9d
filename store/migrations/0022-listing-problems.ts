/** What is wrong with the lists of an MCP server. */
export const listingProblems = /* sql */ `
-- problems: [{name, message, usable}] of the last listing; see ListingProblem.
alter table mcp_servers add column problems jsonb not null default '[]';
`;
