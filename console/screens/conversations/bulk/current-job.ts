import { useSyncExternalStore } from "react";
import type { BulkJob, JobState } from "./bulk-job.ts";

/** A job, in words. */
export interface NamedJob {
  readonly job: BulkJob;
  /** What it does, such as `Close 12 conversations`. */
  readonly title: string;
  /** What it made so far, to download; null: nothing. */
  readonly file: (() => Blob) | null;
}

/** The job of the page: it goes on while the person looks at another screen. */
let current: NamedJob | null = null;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Shows a job, or none. */
export function setCurrentJob(job: NamedJob | null): void {
  current = job;
  for (const listener of [...listeners]) listener();
}

/** The job to show; null: none. */
export const useCurrentJob = (): NamedJob | null => useSyncExternalStore(subscribe, () => current);

/** How far a job is. */
export const useJobState = (job: BulkJob): JobState =>
  useSyncExternalStore((listener) => job.subscribe(listener), () => job.state);
