// Temporal's schedules are fired by their own backfill of the next nominal time, so that no test waits for a minute.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Client, Connection, ScheduleNotFoundError } from "@temporalio/client";
import { databaseFile } from "../../cli/stack/temporal/dev-server.ts";
import { readJson } from "../../cli/stack/home.ts";
import { NotReadyError } from "../../cli/stack/supervise/readiness.ts";
import type { State } from "../../cli/stack/state.ts";
import {
  firingExecutionId,
  temporalScheduleId,
} from "../../protocol/schedule/schedule-workflow.ts";
import * as documents from "../support/schedules.generated.ts";
import { eventually, startWithAnalyst, type TestStack, workerDied } from "../support/test-stack.ts";

/** The name of a schedule whose worker is killed. */
const killed = "killed";
let t: TestStack & { analyst: string };
before(async () => {
  const FAILPOINTS = [
    ...["kill:firing_due:schedule:any", "kill:firing_committed:schedule:any"],
    ...[`kill:schedule_written:schedule:${killed}`, `kill:schedule_removed:schedule:${killed}`],
  ].join(",");
  t = await startWithAnalyst({ FAILPOINTS, SWEEP_AFTER_MS: "600000" }, { ownServers: true });
});
after(() => t?.[Symbol.asyncDispose]());

const weekdays = { cron: { expression: "0 7 * * MON-FRI", timeZone: "America/New_York" } };

async function create(over: object = {}): Promise<documents.TestScheduleFragment> {
  const input = {
    ...{ name: "morning", spec: weekdays },
    work: { conversation: { agent: t.analyst, text: "What is new on {{date}}?" } },
  };
  const made = await t.api.mutate(documents.createTestSchedule, { ...input, ...over });
  return made.schedule ?? assert.fail("the schedule is not there");
}

async function read(id: string): Promise<documents.TestScheduleFragment> {
  const { schedule } = await t.api.run(documents.readTestSchedule, { id });
  return schedule ?? assert.fail("the schedule is gone");
}

const untilArmed = (id: string) =>
  eventually("the schedule is armed", async () => (await read(id)).armed, 60_000);

const untilGone = (id: string) =>
  eventually(
    "it is gone in Temporal",
    () =>
      withTemporal((client) =>
        handleOf(client, id).describe().then(
          () => false,
          (error) => error instanceof ScheduleNotFoundError,
        )
      ),
    60_000,
  );

async function withTemporal<T>(use: (client: Client) => Promise<T>): Promise<T> {
  const address = new URL(`http://${t.stack.urls.temporal}`).host;
  const connection = await Connection.connect({ address });
  try {
    return await use(new Client({ connection, namespace: t.namespace }));
  } finally {
    await connection.close();
  }
}

const handleOf = (client: Client, scheduleId: string) =>
  client.schedule.getHandle(temporalScheduleId({ tenant: "default", scheduleId }));

/** Temporal fires a nominal time, which may be in the future. */
const fireByTemporal = (id: string, due: string) =>
  withTemporal(async (client) => {
    const [start, end] = [-1_000, 1_000].map((ms) => new Date(Date.parse(due) + ms));
    if (!start || !end) throw new Error("no time");
    await handleOf(client, id).backfill({ start, end, overlap: "ALLOW_ALL" });
  });

/** Starts the worker again, which the next failpoint may end before it is ready. */
const restartWorker = () =>
  t.stack.startPart("worker").catch((error) => {
    if (!(error instanceof NotReadyError)) throw error;
  });

/** Temporal fires a nominal time, and the worker is killed before and after the commit. The run of its workflow. */
async function fireAndKill(id: string, due: string): Promise<string> {
  await fireByTemporal(id, due);
  for (let kills = 0; kills < 2; kills++) {
    await workerDied(t);
    await restartWorker();
  }
  const workflowId = firingExecutionId({ tenant: "default", scheduleId: id }, new Date(due));
  const describe = () => withTemporal((client) => client.workflow.getHandle(workflowId).describe());
  await eventually(
    "its workflow has ended",
    async () => (await describe()).status.name === "COMPLETED",
    60_000,
  );
  return (await describe()).runId;
}

test("Temporal gets the times that the API lists, whatever its own rules for summer time are", async () => {
  const { id, next } = await create();
  await untilArmed(id);
  const described = await withTemporal((client) => handleOf(client, id).describe());
  const times = described.info.nextActionTimes.slice(0, 5).map((time) => time.toISOString());
  assert.deepEqual(times, next);
  assert.equal(described.action.priority?.fairnessKey, "default", "tenants take turns");
});

test("a worker that is killed before and after the commit of a firing leaves one conversation, which completes", async () => {
  const { id, next: [due = ""] } = await create();
  await untilArmed(id);
  const first = await fireAndKill(id, due);
  await eventually("the firing has completed", async () => {
    const [firing] = (await read(id)).firings.nodes;
    return firing?.workStatus === "COMPLETED";
  }, 60_000);
  assert.notEqual(await fireAndKill(id, due), first, "Temporal has fired the time twice");
  const { firings } = await read(id);
  assert.deepEqual(firings.nodes.map((one) => [one.due, one.decision, one.cause]), [
    [due, "STARTED", "TIME"],
  ]);
  assert.equal(firings.nodes[0]?.started?.__typename, "Turn");
});

test("a worker that is killed after it wrote a schedule to Temporal, or removed one, leaves Temporal as the record says", async () => {
  const inTemporal = (id: string) =>
    withTemporal(async (client) => {
      const ids = [];
      for await (const { scheduleId } of client.schedule.list()) ids.push(scheduleId);
      return ids.filter((one) => one.includes(id)).length;
    });
  const made = await create({ name: killed });
  assert.equal(made.armed, false);
  await workerDied(t);
  assert.equal((await read(made.id)).armed, false, "Temporal has it, which is not recorded");
  await restartWorker();
  await untilArmed(made.id);
  await eventually("Temporal lists it once", async () => await inTemporal(made.id) === 1, 60_000);
  await t.api.mutate(documents.deleteTestSchedule, { scheduleId: made.id });
  await workerDied(t);
  await restartWorker();
  await eventually("it is gone", async () => await inTemporal(made.id) === 0, 60_000);
  const other = await create();
  await eventually("the worker arms on", async () => (await read(other.id)).armed, 60_000);
});

test("what is asked for starts at once", async () => {
  const { id } = await create();
  await t.api.mutate(documents.triggerTestSchedule, { scheduleId: id });
  await eventually("it has completed", async () => {
    const [firing] = (await read(id)).firings.nodes;
    return firing?.workStatus === "COMPLETED" && firing.cause === "MANUAL";
  });
});

test("what is changed and deleted while Temporal is away is changed and deleted in it afterwards", async () => {
  const [changed, deleted] = [await create(), await create()];
  for (const { id } of [changed, deleted]) await untilArmed(id);
  await t.stack.stopPart("temporal");
  const input = { scheduleId: changed.id, expectedRevision: changed.revision };
  const spec = { every: { interval: "P1D", offset: "PT1H" } };
  const { schedule } = await t.api.mutate(documents.updateTestSchedule, { ...input, spec });
  assert.equal(schedule?.armed, false);
  const stale = await t.api.attempt(documents.updateTestSchedule, { ...input, name: "other" });
  assert.equal(stale.__typename, "ConflictError");
  await t.api.mutate(documents.deleteTestSchedule, { scheduleId: deleted.id });
  await t.stack.startPart("temporal");
  await untilArmed(changed.id);
  const described = await withTemporal((client) => handleOf(client, changed.id).describe());
  const times = described.info.nextActionTimes.slice(0, 5).map((time) => time.toISOString());
  assert.deepEqual(times, schedule?.next);
  await untilGone(deleted.id);
});

test("while Temporal is away a schedule is stored and not armed; with a new store all are armed again", async () => {
  const old = await create();
  await untilArmed(old.id);
  await t.stack.stopPart("temporal");
  const made = await create();
  assert.equal(made.armed, false);
  assert.equal(made.next.length, 5);
  const { path } = t.stack.home;
  const version = readJson<State>(`${path}/state.json`)?.temporal ?? assert.fail("no version");
  await Deno.remove(databaseFile(path, version));
  await t.stack.startPart("temporal");
  await untilArmed(made.id);
  for (const id of [old.id, made.id]) {
    await eventually("Temporal has it again", () =>
      withTemporal(async (client) => {
        try {
          return (await handleOf(client, id).describe()).info.nextActionTimes.length > 0;
        } catch (error) {
          if (error instanceof ScheduleNotFoundError) return false;
          throw error;
        }
      }), 90_000);
  }
  await t.api.mutate(documents.deleteTestSchedule, { scheduleId: made.id });
  await untilGone(made.id);
});
