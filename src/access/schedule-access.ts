import { authorize } from "../../protocol/auth/authorize.ts";
import { grantsOf, type Principal } from "../../protocol/auth/principal.ts";
import { mayReadSchedule, scheduleResource } from "../../protocol/schedule/may-read.ts";
import type { FiringRecord, ScheduleRecord } from "../../protocol/schedule/records.ts";
import { forbidden, notFound } from "../../protocol/user-error.ts";
import { graphError } from "../../schema/errors.ts";
import type { Outcome } from "../../schema/ports/commands.ts";
import type { Reads } from "../../schema/ports/reads.ts";
import type { VisibleSchedules } from "../../store/mod.ts";

/** The schedules that are listed for a principal; null: all of the tenant. */
export function schedulesSeenBy(principal: Principal): VisibleSchedules {
  const isAll = grantsOf(principal)["schedules:read"] === "all" && principal.bound === null;
  return isAll ? null : { subject: principal.subject };
}

/** The reads of schedules and firings, without those that the principal may not read. */
export function scheduleReads(reads: Reads, principal: Principal) {
  const visible = (found: ScheduleRecord | null) =>
    found !== null && mayReadSchedule(principal, found.owner) ? found : null;
  const schedule = async (id: string) => visible(await reads.schedule(id));
  const ofVisible = async (firing: FiringRecord | null) =>
    firing !== null && await schedule(firing.scheduleId) !== null ? firing : null;
  const within =
    <A extends unknown[], T>(load: (id: string, ...args: A) => Promise<T>) =>
    async (id: string, ...args: A): Promise<T> => {
      if (await schedule(id) !== null) return await load(id, ...args);
      throw graphError("NOT_FOUND", "There is no schedule with this id.");
    };
  return {
    schedule,
    firing: async (id: string) => await ofVisible(await reads.firing(id)),
    firings: within(reads.firings),
    lastFiring: within(reads.lastFiring),
  };
}

/** Runs a command on a schedule if the principal may write it; one that it cannot see is answered as if there were none. */
export function scheduleGuard(principal: Principal, reads: Pick<Reads, "schedule">) {
  return async <T>(id: string, run: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const found = await reads.schedule(id);
    if (found === null || !mayReadSchedule(principal, found.owner)) {
      return notFound("such schedule", ["scheduleId"]);
    }
    const of = scheduleResource(principal.tenant, found.owner);
    return authorize(principal, "schedules:write", of) ? await run() : forbidden("schedules:write");
  };
}
