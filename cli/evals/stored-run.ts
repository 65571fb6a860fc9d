import type { RunQuery } from "./evals.generated.ts";

/** A run as it is scored. */
export type StoredRun = NonNullable<RunQuery["researchRun"]>;

/** A phase of it. */
export type StoredPhase = StoredRun["phases"][number];

/** Its report. */
export type StoredReport = NonNullable<StoredRun["report"]>;

/** A figure with its evidence. */
export type StoredMetric = StoredReport["metrics"][number];

/** Its duration, s; null while it runs. */
export function secondsOf({ createdAt, endedAt }: StoredRun): number | null {
  return endedAt === null ? null : (Date.parse(endedAt) - Date.parse(createdAt)) / 1_000;
}

/** The agent versions of its model calls, `name@number`, sorted. */
export function agentsOf({ phases }: StoredRun): string[] {
  const steps = phases.flatMap((p) => p.work?.steps ?? []);
  const versions = steps.flatMap((step) =>
    step.__typename === "ModelCall" && step.agentVersion
      ? [`${step.agentVersion.agent.name}@${step.agentVersion.number}`]
      : []
  );
  return [...new Set(versions)].sort();
}
