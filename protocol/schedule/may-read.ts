import { authorize, type Resource } from "../auth/authorize.ts";
import type { Principal } from "../auth/principal.ts";

/** A schedule as `authorize` sees it: it is not shared, and a session token reaches none. Owner null: it is the tenant's. */
export const scheduleResource = (tenant: string, owner: string | null): Resource => ({
  ...{ tenant, owner, places: [], readers: [], writers: [], isDeciding: false },
});

/** True if the principal may read the schedules of this owner. */
export const mayReadSchedule = (principal: Principal, owner: string | null): boolean =>
  authorize(principal, "schedules:read", scheduleResource(principal.tenant, owner));
