/** Tools whose calls need an approver who did not ask for them. */
export const separateApprovers = /* sql */ `
alter table mcp_servers add column separate_approver text[] not null default '{}';
comment on column mcp_servers.separate_approver is
  'Names of its tools whose calls the senders of the turn''s messages may not approve; * is all tools.';
`;
