import { authorize, type Resource } from "../auth/authorize.ts";
import type { Principal } from "../auth/principal.ts";
import type { ScheduleWork } from "./schedule.ts";

/** A schedule as `authorize` sees it: it is not shared, and a session token reaches none. Owner null: it is the tenant's. */
export const scheduleResource = (tenant: string, owner: string | null): Resource => ({
  ...{ tenant, owner, places: [], readers: [], writers: [], isDeciding: false },
});

/** True if the principal may read the schedules of this owner. */
export const mayReadSchedule = (principal: Principal, owner: string | null): boolean =>
  authorize(principal, "schedules:read", scheduleResource(principal.tenant, owner));

/**
 * True if the principal may read what a schedule of this owner starts: its texts are content, as what it starts is. A
 * reason opens none, since nothing would record it. The owner of the machine reads all.
 */
export function mayReadWork(
  principal: Principal,
  owner: string | null,
  { kind }: ScheduleWork,
): boolean {
  const scope = kind === "research" ? "research:read" : "conversations:read";
  return principal.kind === "LOCAL" ||
    authorize(principal, scope, scheduleResource(principal.tenant, owner));
}
