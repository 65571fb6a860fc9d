import type { Principal } from "../../protocol/auth/principal.ts";
import type { Caller } from "../../protocol/caller.ts";
import * as store from "../../store/mod.ts";

type ScheduleCommand =
  | ("createSchedule" | "updateSchedule" | "pauseSchedule" | "resumeSchedule")
  | ("triggerSchedule" | "backfillSchedule" | "deleteSchedule");

/**
 * The commands about schedules, at the time of PostgreSQL: the clock of this machine, if it were ahead, would keep nominal
 * times from firing. They throw refusals.
 */
export function scheduleCommands(
  { sql, firingsKeptMs }: { sql: store.Sql; firingsKeptMs: number },
  caller: () => Caller,
  principal: Principal,
) {
  const now = () => store.databaseTime(sql);
  return {
    createSchedule: async (command) =>
      await store.createSchedule(sql, caller(), command, principal, await now()),
    updateSchedule: async (command) =>
      await store.updateSchedule(sql, caller(), command, principal, await now()),
    pauseSchedule: async (command) =>
      await store.pauseSchedule(sql, caller(), command, await now()),
    resumeSchedule: async (command) =>
      await store.resumeSchedule(sql, caller(), command, principal, await now()),
    triggerSchedule: async (command) =>
      await store.triggerSchedule(sql, caller(), command, await now()),
    backfillSchedule: async (command) =>
      await store.backfillSchedule(sql, caller(), command, await now(), firingsKeptMs),
    deleteSchedule: async (command) =>
      await store.deleteSchedule(sql, caller(), command, await now()),
  } satisfies { [C in ScheduleCommand]: (command: Parameters<typeof store[C]>[2]) => unknown };
}
