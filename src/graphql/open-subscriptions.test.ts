import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { pullProvider, PullReader } from "../../telemetry/export/pull.ts";
import { useMeters } from "../../telemetry/metrics.ts";
import { openSubscriptions } from "./open-subscriptions.ts";

afterEach(() => useMeters([]));

async function* answers() {
  yield 1;
  yield 2;
}

test("a subscription counts once from its start to its end, however it ends", async () => {
  const reader = new PullReader();
  useMeters([pullProvider(reader).getMeter("tramontane")]);
  const open = async () => /transport="websocket"\} (\d+)/.exec(await reader.text())?.[1];
  const [read, left, failed] = [1, 2, 3].map(() =>
    openSubscriptions.during("websocket", answers())
  );
  assert.equal(await open(), "3");
  for await (const _ of read ?? []) { /* to its end */ }
  assert.equal(await open(), "2");
  await left?.return?.();
  await left?.return?.();
  assert.equal(await open(), "1");
  await failed?.throw?.(new Error("gone"));
  assert.equal(await open(), "0");
});
