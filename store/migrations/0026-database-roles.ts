/**
 * API and worker may log in as roles that own nothing. What needs the owner at run time, making and dropping partitions of
 * the log, runs as the owner: with a path of names that no caller can change, and for those it is granted to.
 */
export const databaseRoles = /* sql */ `
do $$
declare f text;
begin
  foreach f in array array['add_events_partition(interval)', 'drop_events_partition(timestamptz)'] loop
    execute format('alter function %s security definer set search_path = %I, pg_temp', f, current_schema());
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
`;
