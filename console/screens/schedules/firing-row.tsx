import { Link } from "wouter";
import { links } from "../../app/links.ts";
import list from "../../ui/list.module.css";
import { Status } from "../../ui/status.tsx";
import { type Spec, statusOf, timeIn } from "./describe.ts";
import type { ConsoleFiringFragment } from "./schedules.generated.ts";

const causes: Readonly<Record<string, string>> = {
  MANUAL: "asked for by hand",
  BACKFILL: "made up for",
};

/** A firing: its nominal time, what became of it and why, with a link to what it started. */
export function FiringRow({ firing, spec }: { firing: ConsoleFiringFragment; spec: Spec }) {
  const { due, cause, reason, started } = firing;
  return (
    <li className={list["row"]}>
      <div className={list["name"]}>
        <time dateTime={due}>{timeIn(spec, due)}</time>
        {causes[cause] && <span className={list["muted"]}>, {causes[cause]}</span>}
        {reason && <div className={list["muted"]}>{reason}</div>}
      </div>
      {started?.__typename === "Turn" && (
        <Link href={links.conversation(started.conversation.id)}>Conversation</Link>
      )}
      {started?.__typename === "ResearchRun" && (
        <Link href={links.research(started.id)}>Research</Link>
      )}
      <Status value={statusOf(firing)} />
    </li>
  );
}
