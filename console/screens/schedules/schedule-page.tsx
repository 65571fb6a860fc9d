import { Link } from "wouter";
import type { FeedFilter } from "@tramontane/react";
import { useApiQuery } from "../../api/use-api-query.ts";
import { useFeedRefresh } from "../../api/use-feed-refresh.ts";
import { useCan } from "../../api/viewer.tsx";
import { links } from "../../app/links.ts";
import { Loading } from "../../ui/loading.tsx";
import { durationWords } from "../../ui/iso-duration.ts";
import list from "../../ui/list.module.css";
import { Notice } from "../../ui/notice.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { Ago, fullTime } from "../../ui/time.tsx";
import { Values } from "../../ui/values.tsx";
import { describeSpec, type Shown, timeIn } from "./describe.ts";
import { FiringRow } from "./firing-row.tsx";
import { ScheduleActions } from "./schedule-actions.tsx";
import { StateOf } from "./schedule-row.tsx";
import { consoleSchedule } from "./schedules.generated.ts";

const overlaps: Readonly<Record<string, string>> = {
  SKIP: "skip the new one",
  BUFFER_ONE: "let one wait",
  CANCEL_OTHER: "cancel the old one",
  ALLOW: "run both",
};

/** One schedule: its state, its next times, and its history with reasons. */
export function SchedulePage({ id, changes }: { id: string; changes: FeedFilter }) {
  const can = useCan();
  const query = useApiQuery(consoleSchedule, { id });
  const { data, isLoading, fault, refetch } = query;
  useFeedRefresh(changes, query);
  const schedule = data?.schedule;
  return (
    <Page
      title={schedule?.name ?? "Schedule"}
      above={<Link href={links.schedules()}>Schedules</Link>}
      actions={schedule && can("schedules:write") && (
        <ScheduleActions schedule={schedule} onChanged={refetch} />
      )}
    >
      {fault && <Notice kind="fault">{fault}</Notice>}
      {isLoading && <Loading what="the schedule" />}
      {schedule === null && <Notice>There is no such schedule, or you may not read it.</Notice>}
      {schedule && <ScheduleParts schedule={schedule} />}
    </Page>
  );
}

function ScheduleParts({ schedule }: { schedule: Shown }) {
  const { spec, upcoming, paused, firings } = schedule;
  return (
    <>
      {paused && (
        <Notice>
          Paused <Ago at={paused.at} /> by {paused.by?.name}: {paused.reason}
          {paused.until && ` It fires again from ${fullTime(paused.until)} on.`}
        </Notice>
      )}
      <About schedule={schedule} />
      <Section title="Next times">
        {upcoming.length === 0 && <p className={list["muted"]}>None while it is paused.</p>}
        <ol className={list["list"]} aria-label="Next times">
          {upcoming.map((time) => (
            <li key={time} className={list["row"]}>
              <time className={list["name"]} dateTime={time}>{timeIn(spec, time)}</time>
              <Ago at={time} />
            </li>
          ))}
        </ol>
      </Section>
      <Section title="History">
        {firings.nodes.length === 0 && <p className={list["muted"]}>It has not fired yet.</p>}
        <ul className={list["list"]} aria-label="History">
          {firings.nodes.map((firing) => <FiringRow key={firing.id} firing={firing} spec={spec} />)}
        </ul>
        {firings.pageInfo.hasNextPage && <Notice>Only the newest 50 are shown.</Notice>}
      </Section>
    </>
  );
}

function About({ schedule }: { schedule: Shown }) {
  const { spec, overlap, catchUp, jitter, pauseAfterFailures, failures, owner } = schedule;
  return (
    <Section title="About" actions={<StateOf schedule={schedule} />}>
      <Values
        values={{
          "When": describeSpec(spec),
          "Starts": workWords(schedule.work),
          "While one still runs": overlaps[overlap] ?? overlap,
          "Too late after": durationWords(catchUp),
          "Spread over": jitter === "PT0S" ? null : durationWords(jitter),
          "Pauses after failures": pauseAfterFailures ?? "never",
          "Failures in a row": failures,
          "Acts as": owner ?? "everyone in the tenant",
          "Made": <Ago at={schedule.createdAt} />,
        }}
      />
    </Section>
  );
}

function workWords(work: Shown["work"]): string {
  switch (work?.__typename) {
    case "MessageWork":
      return `a message in a conversation: ${work.text}`;
    case "ConversationWork":
      return `a conversation with ${work.agent}: ${work.text}`;
    case "ResearchWork":
      return `research: ${work.question} (${work.symbols.join(", ") || "no symbols"})`;
    case undefined:
      return "what its owner alone may read";
    default:
      return "work that this version does not know";
  }
}
