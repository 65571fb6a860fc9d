import assert from "node:assert/strict";
import { test } from "node:test";
import { deathLines, duration, readyLine } from "./part-lines.ts";
import { textStyle } from "../terminal/text-style.ts";

const plain = textStyle(false, false);

test("durations are in seconds, or in minutes and seconds", () => {
  assert.equal(duration(412), "0.4 s");
  assert.equal(duration(192_000), "3 min 12 s");
});

test("a part that is ready is one line with its time and its source", () => {
  assert.match(readyLine(plain, "postgres", 412, "embedded 18.4"), /^ +ok +postgres +0\.4 s +emb/);
});

test("a death shows the last lines, the time of the restart and what to do", () => {
  const lines = deathLines(plain, "worker", {
    code: 137,
    lastLines: ["out of memory"],
    retryInMs: 1000,
    advice: "buy memory",
  });
  assert.equal(lines.length, 3);
  assert.match(lines[0] ?? "", /worker.*137.*again in 1\.0 s/);
  assert.match(lines.join("\n"), /out of memory[\s\S]*next: buy memory/);
});

test("a part that is not restarted is reported", () => {
  const [first = ""] = deathLines(plain, "api", { code: 1, lastLines: [] });
  assert.match(first, /not started again/);
});

test("a pipe and NO_COLOR get no colours", () => {
  assert.equal(textStyle(true, true).bad("x"), "x");
  assert.equal(textStyle(false, false).bad("x"), "x");
  assert.notEqual(textStyle(true, false).bad("x"), "x");
});
