import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger } from "../../../telemetry/log.ts";
import { logSkippedTo, noteSkipped } from "./skipped.ts";

test("an unknown type is logged once; malformed names and the 51st type are `other`", () => {
  const lines: { event: string; what: string; type: string }[] = [];
  logSkippedTo(createLogger("worker", { write: (line) => lines.push(JSON.parse(line)) }));
  for (let n = 0; n < 3; n++) noteSkipped("event", "weather.changed");
  noteSkipped("chunk", "weather.changed");
  noteSkipped("event", "secret words of a model");
  const seen = () => lines.map((l) => `${l.event} ${l.what} ${l.type}`);
  assert.deepEqual(seen(), [
    "model.unknown_skipped event weather.changed",
    "model.unknown_skipped chunk weather.changed",
    "model.unknown_skipped event other",
  ]);
  for (let n = 0; n < 200; n++) noteSkipped("event", `type.${n}`);
  assert.equal(lines.length, 50);
});
