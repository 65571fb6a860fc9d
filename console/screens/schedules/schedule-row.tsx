import { Link } from "wouter";
import { links } from "../../app/links.ts";
import list from "../../ui/list.module.css";
import { Status } from "../../ui/status.tsx";
import { Ago } from "../../ui/time.tsx";
import { describeSpec, statusOf, timeIn } from "./describe.ts";
import type { ConsoleScheduleRowFragment } from "./schedules.generated.ts";

/** A schedule in the list: when it fires, the next time or why not, and what became of the last one. */
export function ScheduleRow({ schedule }: { schedule: ConsoleScheduleRowFragment }) {
  const { id, name, spec, next, paused, last } = schedule;
  return (
    <li className={list["row"]}>
      <div className={list["name"]}>
        <Link href={links.schedules(id)}>{name}</Link>
        <div className={list["muted"]}>{describeSpec(spec)}</div>
      </div>
      <div>
        {paused ? <span className={list["muted"]}>paused: {paused.reason}</span> : next[0] && (
          <span>
            next <time dateTime={next[0]}>{timeIn(spec, next[0])}</time>
          </span>
        )}
        {last && (
          <div className={list["muted"]}>
            last <Ago at={last.due} /> <Status value={statusOf(last)} />
          </div>
        )}
      </div>
      <StateOf schedule={schedule} />
    </li>
  );
}

/** Whether it fires: paused, armed, or not armed yet. */
export function StateOf({ schedule: { paused, armed } }: {
  schedule: Pick<ConsoleScheduleRowFragment, "paused" | "armed">;
}) {
  return <Status value={paused ? "PAUSED" : armed ? "ARMED" : "UNARMED"} />;
}
