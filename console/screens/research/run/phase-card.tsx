import type { ResearchPhase } from "@tramontane/client/store";
import { Link } from "wouter";
import { classes } from "../../../ui/classes.ts";
import { Status } from "../../../ui/status.tsx";
import { useSelfLink } from "./self-link.ts";
import { PhaseProgress } from "./phase-progress.tsx";
import { LiveText } from "./phase-text.tsx";
import { RunTime } from "./run-time.tsx";
import css from "./board.module.css";

/** A phase on the board: what it is, how far it is, and what it writes. */
export function PhaseCard({ phase, isSelected }: { phase: ResearchPhase; isSelected: boolean }) {
  const { id, name, status, startedAt, endedAt, failure, work } = phase;
  const href = useSelfLink({ phase: isSelected ? null : id });
  const isRunning = status === "RUNNING" || status === "WAITING";
  return (
    <li className={classes(css["card"], isSelected && css["selected"])}>
      <Link
        href={href}
        data-row
        aria-expanded={isSelected}
        className={css["name"]}
      >
        {name || "Phase"}
      </Link>
      <p className={css["line"]}>
        <Status value={status} />
        {startedAt !== null && <RunTime from={startedAt} to={endedAt} />}
      </p>
      {isRunning && work && <PhaseProgress conversationId={work.conversationId} />}
      {failure && <p className={css["failure"]}>{failure.message}</p>}
      {isRunning && <LiveText phaseId={id} name={name} />}
    </li>
  );
}
