import { poll } from "../../protocol/async/poll.ts";
import { request } from "../graph/client.ts";
import { mutate } from "../graph/mutate.ts";
import { sanitize } from "../terminal/cells.ts";
import { columns } from "../terminal/columns.ts";
import { readable } from "../graph/readable.ts";
import type { ScheduleTask } from "./arguments.ts";
import * as documents from "./schedules.generated.ts";
import type { ListedScheduleFragment } from "./schedules.generated.ts";

const pageSize = 100;

/** Lists schedules, pauses, resumes or fires one; `json`: a list has one object per line. */
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
  } else if (task.task === "resume") {
    const scheduleId = task.id;
    const { schedule } = await mutate(url, documents.resumeSchedule, { scheduleId });
    print(schedule ? lineOf(schedule) : `${scheduleId} is resumed.`);
  } else {
    const { firing } = await mutate(url, documents.runSchedule, { scheduleId: task.id });
    print(firing ? await outcomeOf(url, firing.id) : "It starts.");
  }
}

/** A worker decides a firing within this time, ms, unless none runs. */
const decidedMs = 10_000;

/** What a worker made of a firing that was asked for. Throws if it started nothing. */
async function outcomeOf(url: string, id: string): Promise<string> {
  const look = async () => {
    const { node } = await request(url, documents.firingOutcome, { id });
    const isDecided = node?.__typename !== "Firing" || node.decision !== "WAITING";
    return isDecided || Date.now() > end ? { node } : undefined;
  };
  const end = Date.now() + decidedMs;
  const { node } = await poll(look, { withinMs: 2 * decidedMs, everyMs: 200 });
  if (node?.__typename !== "Firing") return `${id} starts.`;
  const { decision, reason, started } = node;
  if (decision === "STARTED") return sanitize(`${id} started ${started?.id ?? "its work"}.`);
  if (decision === "WAITING") return sanitize(`${id} waits: ${reason}`);
  throw new Error(sanitize(`${id} started nothing, ${decision}: ${reason}`));
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
