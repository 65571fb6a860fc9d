import { useEffect, useMemo } from "react";
import { Link } from "wouter";
import { links } from "../../../app/links.ts";
import { count } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icon.tsx";
import type { JobState } from "./bulk-job.ts";
import css from "./bulk.module.css";

/** Most failures that are listed; their number is exact. */
const maxListed = 50;

/** The link to what the job made so far. */
export function Download({ file, state }: { file: () => Blob; state: JobState }) {
  const url = useMemo(() => URL.createObjectURL(file()), [file, state]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <a className={css["download"]} href={url} download="conversations.jsonl">
      <Icon name="download" /> Download {count(state.done)}{" "}
      {state.done === 1 ? "transcript" : "transcripts"}
    </a>
  );
}

/** What failed, with its reason. */
export function Failures({ state: { failures } }: { state: JobState }) {
  if (failures.length === 0) return null;
  const more = failures.length - maxListed;
  return (
    <ul className={css["failures"]} aria-label="Failures">
      {failures.slice(0, maxListed).map(({ id, message }) => (
        <li key={id}>
          <Link href={links.conversation(id)}>{id}</Link>: {message}
        </li>
      ))}
      {more > 0 && <li>and {count(more)} more</li>}
    </ul>
  );
}
