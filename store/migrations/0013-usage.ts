/** Usage by day. */
export const usage = /* sql */ `
-- Calls of a tenant by when they began, for usage between two days.
create index calls_by_start on calls (tenant, started_at) where started_at is not null;
`;
