import { Context } from "@temporalio/activity";
import type { FiringInput } from "../../protocol/schedule/schedule-workflow.ts";
import { fireDue } from "../schedules/fire-due.ts";
import { ofTenant, type SharedDeps } from "./deps.ts";
import { withHeartbeat } from "./heartbeat.ts";

/** Input of the activity: `due` is the nominal time, ISO 8601. */
export type DueInput = FiringInput & { due: string };

/** Fires a schedule whose time has come. A second call for the same time starts nothing again. */
export function createFireSchedule(all: SharedDeps) {
  return async ({ tenant, scheduleId, due }: DueInput): Promise<void> => {
    const { attempt } = Context.current().info;
    const firing = { tenant, scheduleId, due: new Date(due), hasWaited: false };
    await withHeartbeat(
      all.engine.heartbeatMs,
      (signal) => fireDue(ofTenant(all, tenant), firing, { signal, attempt }),
    );
  };
}
