/** Room for changes in place, and vacuum before much is dead, of the tables that each turn changes. */
export const hotTables = /* sql */ `
set local lock_timeout = '3s';
select 1;
`;
