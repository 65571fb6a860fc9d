import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createLogger } from "../log.ts";
import { globalMeter, useMeters } from "../metrics.ts";
import { outcomeSink } from "./report-outcomes.ts";

after(() => useMeters([]));

test("outcomes of calls are wanted for lines at debug and for metrics, otherwise not", () => {
  const at = (level: "debug" | "info") => outcomeSink(createLogger("test", { level }));
  assert.deepEqual([at("debug").wantsCalls, at("info").wantsCalls], [true, false]);
  const sink = at("info");
  useMeters([globalMeter()]);
  assert.equal(sink.wantsCalls, true);
});
