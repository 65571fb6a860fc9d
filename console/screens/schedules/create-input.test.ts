import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyForm, inputOf } from "./create-input.ts";

test("a form becomes research on weekdays at 7:00", () => {
  const form = { ...emptyForm("America/New_York"), name: "Morning", text: "What moved?" };
  assert.deepEqual(inputOf({ ...form, symbols: "AMD, NVDA" }), {
    ...{ name: "Morning", overlap: "SKIP" },
    spec: { cron: { expression: "0 7 * * MON-FRI", timeZone: "America/New_York" } },
    work: { research: { question: "What moved?", symbols: ["AMD", "NVDA"] } },
  });
});

test("an interval is in minutes, and a conversation names its agent", () => {
  const form = { ...emptyForm("UTC"), when: "every" as const, minutes: "15" };
  const { spec, work } = inputOf({ ...form, what: "conversation", agent: "analyst", text: "Hi" });
  assert.deepEqual(spec, { every: { interval: "PT15M" } });
  assert.deepEqual(work, { conversation: { agent: "analyst", text: "Hi" } });
});
