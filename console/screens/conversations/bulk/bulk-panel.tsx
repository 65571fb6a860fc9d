import { type RefObject, useEffect, useId, useRef } from "react";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { count } from "../../../ui/format.ts";
import { useKeptFocus } from "../../../ui/kept-focus.ts";
import { type JobState, leftOf } from "./bulk-job.ts";
import { type NamedJob, setCurrentJob, useCurrentJob, useJobState } from "./current-job.ts";
import { Download, Failures } from "./job-result.tsx";
import css from "./bulk.module.css";

/** The progress and the result of the job, on the list page. */
export function BulkPanel() {
  const current = useCurrentJob();
  return current && <JobPanel key={current.title} {...current} />;
}

function JobPanel({ job, title, file }: NamedJob) {
  const state = useJobState(job);
  const headingId = useId();
  const panel = useRef<HTMLElement>(null);
  const words = wordsOf(state);
  useKeptFocus(panel, `${state.isRunning} ${state.isStopped}`);
  useStart(panel, state);
  useEnd(state, `${title}: ${words}.`);
  const isRepeatable = !state.isRunning && (state.failures.length > 0 || leftOf(state) > 0);
  return (
    <section ref={panel} tabIndex={-1} aria-labelledby={headingId} className={css["panel"]}>
      <h2 id={headingId}>{title}</h2>
      <progress
        aria-labelledby={headingId}
        className={css["progress"]}
        max={state.total}
        value={state.total - leftOf(state)}
      />
      <p>{words}</p>
      <div className={css["bar"]}>
        {state.isRunning && !state.isStopped && (
          <Button icon="stop" onClick={() => job.stop()}>Stop</Button>
        )}
        {isRepeatable && (
          <Button onClick={() => void job.start()}>
            {leftOf(state) > 0 ? "Go on" : "Try the failed ones again"}
          </Button>
        )}
        {!state.isRunning && file && state.done > 0 && <Download file={file} state={state} />}
        {!state.isRunning && <Button kind="plain" onClick={dismiss}>Dismiss</Button>}
      </div>
      <Failures state={state} />
    </section>
  );
}

/** The panel goes: the focus goes to the page, not nowhere. */
function dismiss(): void {
  document.getElementById("main")?.focus();
  setCurrentJob(null);
}

function wordsOf(state: JobState): string {
  const left = leftOf(state);
  const parts = [
    `${count(state.done)} done`,
    state.skipped > 0 && `${count(state.skipped)} with nothing to do`,
    state.failures.length > 0 && `${count(state.failures.length)} failed`,
    left > 0 && `${count(left)} left`,
    left > 0 && state.isStopped && (state.isRunning ? "stopping" : "stopped"),
  ];
  return parts.filter(Boolean).join(", ");
}

/** The focus goes to a job that begins: the controls that asked for it are gone. */
function useStart(panel: RefObject<HTMLElement | null>, { isRunning }: JobState): void {
  const isNew = useRef(isRunning);
  useEffect(() => {
    if (!isNew.current) return;
    // The dialog that closes now gives its focus back first.
    const timer = setTimeout(() => panel.current?.focus());
    return () => clearTimeout(timer);
  }, [panel]);
}

/** Reads the end out, and asks before the page is closed while the job runs. */
function useEnd({ isRunning }: JobState, words: string): void {
  const announce = useAnnounce();
  const wasRunning = useRef(isRunning);
  useEffect(() => {
    if (wasRunning.current && !isRunning) announce(words);
    wasRunning.current = isRunning;
    if (!isRunning) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [announce, isRunning, words]);
}
