import assert from "node:assert/strict";
import { test } from "node:test";
import { fillTemplate, longestWithoutReply, unknownNames } from "./fill-template.ts";

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

test("a template that opens places and never closes them takes no time", () => {
  for (const text of [`{{${" ".repeat(32_000)}`, "{{".repeat(16_000), "{{ x".repeat(8_000)]) {
    assert.deepEqual(unknownNames(text), []);
    assert.equal(fillTemplate(text, values, 32_000), text);
  }
});

test("the longest text of a template is known before it is filled", () => {
  assert.equal(longestWithoutReply("{{due}} {{last.reply}}"), "1970-01-01T00:00:00.001Z ");
  const asked = { ...values, due: new Date("2026-03-09T03:00:00.123Z") };
  const text = fillTemplate("{{due}}{{date}}", asked, 100);
  assert.equal(text.length, longestWithoutReply("{{due}}{{date}}").length);
});
