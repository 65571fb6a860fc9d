import assert from "node:assert/strict";
import { test } from "node:test";
import { fillTemplate, unknownNames } from "./fill-template.ts";

const values = {
  due: new Date("2026-03-09T03:00:00Z"),
  timeZone: "America/New_York",
  lastReply: "It rose.",
};

test("a template has the nominal time, its day in the zone, and the last reply", () => {
  const text = fillTemplate("{{date}} ({{ due }}): {{last.reply}}", values, 1_000);
  assert.equal(text, "2026-03-08 (2026-03-09T03:00:00Z): It rose.");
});

test("without an earlier reply the place is empty, and a value is no template", () => {
  assert.equal(fillTemplate("[{{last.reply}}]", { ...values, lastReply: null }, 100), "[]");
  const reply = { ...values, lastReply: "{{due}}" };
  assert.equal(fillTemplate("{{last.reply}}", reply, 100), "{{due}}");
});

test("a long reply is cut to the room that the rest leaves", () => {
  const text = fillTemplate("<{{last.reply}}>", { ...values, lastReply: "x".repeat(500) }, 100);
  assert.equal(text.length, 100);
  assert.match(text, /^<x+…>$/);
});

test("names that there are not are found", () => {
  assert.deepEqual(unknownNames("{{due}} {{ last.reply }} {{time}} {{}} { {due} }"), ["time", ""]);
});
