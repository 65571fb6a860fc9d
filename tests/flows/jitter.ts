import assert from "node:assert/strict";
import { test } from "node:test";
import type { Api } from "../support/api.ts";
import {
  createTestSchedule,
  deleteTestSchedule,
  readTestSchedule,
} from "../support/schedules.generated.ts";
import { eventually, unique } from "../support/test-stack.ts";

const jitterMs = 20_000;

/** Makes a schedule that Temporal fires each minute with a jitter, while other tests run. */
export async function beginJitter(api: Api, agent: string): Promise<string> {
  const { schedule } = await api.mutate(createTestSchedule, {
    ...{ name: unique("jitter"), jitter: "PT20S", overlap: "ALLOW" },
    ...{ spec: { every: { interval: "PT1M" } }, work: { conversation: { agent, text: "hello" } } },
  });
  return schedule?.id ?? assert.fail("it was not made");
}

/** What has become of it; the last test of a file, since a minute may have to pass. */
export function jitterTests(at: () => { api: Api; id: string }) {
  test("Temporal's jitter delays a firing, not its nominal time, and each time has one firing", async () => {
    const { api, id } = at();
    const started = async () => {
      const { schedule } = await api.run(readTestSchedule, { id });
      return (schedule?.firings.nodes ?? []).filter((one) => one.decision === "STARTED");
    };
    await eventually("it has fired", async () => (await started()).length > 0, 150_000);
    const firings = await started();
    await api.mutate(deleteTestSchedule, { scheduleId: id });
    for (const { due, cause } of firings) {
      assert.deepEqual([Date.parse(due) % 60_000, cause], [0, "TIME"]);
    }
    assert.equal(new Set(firings.map(({ due }) => due)).size, firings.length);
    const delays = firings.map(({ due, recordedAt }) => Date.parse(recordedAt) - Date.parse(due));
    // The auditor would have fired it at the end of the jitter and 15 s.
    assert.ok(delays.some((ms) => ms < jitterMs + 15_000), `${delays}`);
  });
}
