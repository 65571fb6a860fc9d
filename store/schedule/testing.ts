import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { ScheduleSettings, ScheduleWork } from "../../protocol/schedule/schedule.ts";
import { createSchedule } from "../commands/create-schedule.ts";
import { fireSchedule } from "../commands/fire-schedule.ts";
import { inTenant } from "../database/in-tenant.ts";
import type { Sql } from "../database/sql.ts";
import { caller, newKey } from "../testing/database.ts";
import { firingPage, schedulesByIds } from "./read-schedules.ts";

/** A moment of a virtual clock, of a day that no test reaches. */
export const at = (time: string): Date => new Date(`2031-03-10T${time}:00Z`);

/** Each firing starts a conversation with the agent `analyst`. */
export const conversationWork: ScheduleWork = {
  ...{ kind: "conversation", agent: "analyst", alias: null, title: null, labels: [] },
  text: "What is new until {{due}}?",
};

/** Fires every ten minutes. */
export const everyTenMinutes: ScheduleSettings = {
  name: "watch",
  spec: { kind: "every", everyMs: 600_000, offsetMs: 0 },
  work: conversationWork,
  overlap: "SKIP",
  catchUpMs: 600_000,
  jitterMs: 0,
  pauseAfterFailures: 5,
  budgetPerFiring: null,
};

const place = { provider: "emulator", sampleMarketData: true };
const noLimits = { costPerDay: null, costPerMonth: null };

/** Makes and fires schedules by a virtual clock. */
export function schedules(sql: Sql, by: Caller = caller, principal: Principal = localPrincipal) {
  const { tenant } = by;
  return {
    async create(over: Partial<ScheduleSettings> = {}, now = at("07:00")): Promise<string> {
      const command = { idempotencyKey: newKey(), ...everyTenMinutes, ...over };
      return (await createSchedule(sql, by, command, principal, now)).scheduleId;
    },
    fire: (scheduleId: string, due: Date, { now = due, hasWaited = false } = {}) =>
      fireSchedule(sql, { tenant, scheduleId, due, hasWaited }, {
        ...{ now, place, costLimits: noLimits, answers: [] },
      }),
    async read(id: string) {
      const [found] = await schedulesByIds(inTenant(sql, tenant), tenant, [id]);
      if (!found) throw new Error("the schedule is gone");
      return found;
    },
    async history(id: string) {
      const page = await firingPage(inTenant(sql, tenant), tenant, id, { first: 250 });
      return page.items.map(({ node }) => node).toReversed();
    },
  };
}
