import { request } from "../graph/client.ts";
import { mutate } from "../graph/mutate.ts";
import { columns } from "../terminal/columns.ts";
import { readable } from "../graph/readable.ts";
import type { ScheduleTask } from "./arguments.ts";
import * as documents from "./schedules.generated.ts";
import type { ListedScheduleFragment } from "./schedules.generated.ts";

const pageSize = 100;

/** Lists schedules, pauses one or fires one; `json`: a list has one object per line. */
export async function runScheduleTask(
  url: string,
  task: ScheduleTask,
  { json, print }: { json: boolean; print: (line: string) => void },
): Promise<void> {
  if (task.task === "list") {
    let count = 0;
    for await (const schedule of listed(url)) {
      count++;
      print(json ? JSON.stringify(schedule) : lineOf(schedule));
    }
    if (count === 0 && !json) print("No schedules. `createSchedule` makes one.");
  } else if (task.task === "pause") {
    const { id: scheduleId, reason } = task;
    const { schedule } = await mutate(url, documents.pauseSchedule, { scheduleId, reason });
    print(schedule ? lineOf(schedule) : `${scheduleId} is paused.`);
  } else {
    const { firing } = await mutate(url, documents.runSchedule, { scheduleId: task.id });
    print(firing ? `${firing.id} starts.` : "It starts.");
  }
}

async function* listed(url: string): AsyncGenerator<ListedScheduleFragment> {
  for (let after: string | null = null, hasNext = true; hasNext;) {
    const page: documents.SchedulesQuery = await request(url, documents.schedules, {
      ...{ first: pageSize, after },
    });
    const { nodes, pageInfo } = readable(page.schedules, "schedules:read");
    yield* nodes;
    after = pageInfo.endCursor;
    hasNext = pageInfo.hasNextPage;
  }
}

/** One line about a schedule. */
export function lineOf({ id, name, armed, paused, next, last }: ListedScheduleFragment): string {
  const state = paused
    ? `paused: ${paused.reason}${paused.until ? ` (until ${paused.until})` : ""}`
    : `next ${next[0] ?? "never"}${armed ? "" : " (not armed yet)"}`;
  return columns(id, JSON.stringify(name), state, lastOf(last));
}

function lastOf(last: ListedScheduleFragment["last"]): string {
  if (!last) return "never fired";
  const { due, decision, workStatus, reason } = last;
  const outcome = decision === "STARTED" ? workStatus ?? "RUNNING" : decision;
  return `last ${due} ${outcome}${reason ? `: ${reason}` : ""}`;
}
