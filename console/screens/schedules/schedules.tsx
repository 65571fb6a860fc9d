import { useParams } from "wouter";
import type { FeedFilter } from "@tramontane/react";
import { useApiQuery } from "../../api/use-api-query.ts";
import { useFeedRefresh } from "../../api/use-feed-refresh.ts";
import { useCan } from "../../api/viewer.tsx";
import list from "../../ui/list.module.css";
import { Loading } from "../../ui/loading.tsx";
import { Empty, Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { CreateSchedule } from "./create-schedule.tsx";
import { ScheduleRow } from "./schedule-row.tsx";
import { SchedulePage } from "./schedule-page.tsx";
import { consoleSchedules } from "./schedules.generated.ts";

/** One filter for the list and the page of a schedule, so that they share a subscription. */
const changes: FeedFilter = { kinds: ["SCHEDULE_CHANGED", "FIRING_CHANGED"] };

const operation = `mutation { createSchedule(input: {
  idempotencyKey: "morning-1", name: "Morning report",
  spec: { cron: { expression: "0 7 * * MON-FRI", timeZone: "America/New_York" } },
  work: { research: { question: "What moved AMD?", symbols: ["AMD"] } }
}) { __typename } }`;

/** The screen Schedules: what fires when, and one of them with its history. */
export function SchedulesScreen() {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? <ScheduleList /> : <SchedulePage id={id} changes={changes} />;
}

function ScheduleList() {
  const can = useCan();
  const query = useApiQuery(consoleSchedules, { first: 250 });
  const { data, isLoading, fault, refetch } = query;
  useFeedRefresh(changes, query);
  const nodes = data?.schedules?.nodes;
  return (
    <Page
      title="Schedules"
      actions={can("schedules:write") && <CreateSchedule onCreated={refetch} />}
    >
      {fault && <Notice kind="fault">{fault}</Notice>}
      {isLoading && <Loading what="the schedules" />}
      {nodes?.length === 0 && <Empty title="Nothing is scheduled." operation={operation} />}
      {nodes && nodes.length > 0 && (
        <ul className={list["list"]} aria-label="Schedules">
          {nodes.map((schedule) => <ScheduleRow key={schedule.id} schedule={schedule} />)}
        </ul>
      )}
      {data?.schedules?.pageInfo.hasNextPage && <Notice>Only the newest 250 are shown.</Notice>}
    </Page>
  );
}
