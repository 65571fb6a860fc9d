/** The workflow's type name: one firing. */
export const firingWorkflow = "fireSchedule";

/** Input of the workflow: Temporal adds the nominal time to it, as `TemporalScheduledStartTime`. */
export interface FiringInput {
  tenant: string;
  scheduleId: string;
}

/** How ids of schedules in Temporal begin. */
export const schedulePrefix = "schedule-";

/** The id of a schedule in Temporal. No id of a schedule has a slash. */
export const temporalScheduleId = ({ tenant, scheduleId }: FiringInput): string =>
  `${schedulePrefix}${tenant}/${scheduleId}`;

/** The schedule of such an id; null for any other. */
export function scheduleOfTemporal(id: string): FiringInput | null {
  const [, tenant, scheduleId] = /^schedule-(.+)\/(schedule_[a-z0-9]+)$/.exec(id) ?? [];
  return tenant && scheduleId ? { tenant, scheduleId } : null;
}

/** The id of the workflow that Temporal's schedule starts for a nominal time. */
export const firingExecutionId = (input: FiringInput, due: Date): string =>
  `${firingWorkflowId(input)}-${due.toISOString().replace(/\.\d+Z$/, "Z")}`;

/** The beginning of the ids of its workflows, to which Temporal adds the nominal time. */
export const firingWorkflowId = ({ tenant, scheduleId }: FiringInput): string =>
  `firing-${tenant}/${scheduleId}`;
