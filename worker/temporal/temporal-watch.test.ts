import assert from "node:assert/strict";
import { test } from "node:test";
import { runEvery } from "../../protocol/async/run-every.ts";
import type { Logger } from "../../telemetry/log.ts";
import { TemporalWatch } from "./temporal-watch.ts";

const log = { warn: () => {}, info: () => {} } as unknown as Logger;
const times = { every: 1, everyInOutage: 1, within: 50 };

/** Answers probes as listed ("hang": never), and further ones with success. */
function probe(...answers: ("up" | "down" | "hang")[]) {
  let probes = 0;
  return () => {
    const answer = answers[probes++] ?? "up";
    if (answer === "hang") return new Promise<void>(() => {});
    return answer === "up" ? Promise.resolve() : Promise.reject(new Error("refused"));
  };
}

test("the end of each outage is reported once, whether calls were refused or not answered", async () => {
  const stop = new AbortController();
  const watch = new TemporalWatch(probe("up", "down", "down", "up", "hang", "up"), log, times);
  const outages: { sinceFailureMs: number; outageMs: number }[] = [];
  watch.onRecovered((sinceFailureMs, outageMs) => {
    outages.push({ sinceFailureMs, outageMs });
    assert.equal(watch.isUnreachable, false);
    if (outages.length === 2) stop.abort();
  });
  await runEvery(watch.task, { failed() {}, succeeded() {} }, stop.signal);
  assert.equal(outages.length, 2);
  for (const { sinceFailureMs, outageMs } of outages) assert.ok(sinceFailureMs <= outageMs);
});

test("a start waits until Temporal accepts work, or until it is stopped", async () => {
  const watch = new TemporalWatch(probe("down", "hang", "down", "up"), log, times);
  await watch.untilAvailable(new AbortController().signal);
  assert.equal(watch.isUnreachable, false);
  const away = new TemporalWatch(() => Promise.reject(new Error("refused")), log, times);
  await away.untilAvailable(AbortSignal.timeout(20));
  assert.equal(away.isUnreachable, true);
});
