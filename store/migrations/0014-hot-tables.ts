/** Room for changes in place, and vacuum before much is dead, of the tables that each turn changes. */
export const hotTables = /* sql */ `
set local lock_timeout = '3s';
-- A fiftieth dead is enough for vacuum and analyze: a fifth of a large table is days of turns. Room on the page keeps a
-- new version of a row beside the old one.
alter table streams set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table conversations set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02);
alter table turns set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table calls set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table entries set (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
-- Almost all of it is dead all the time, however small it is.
alter table drafts set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000,
  autovacuum_vacuum_cost_delay = 0);
`;
