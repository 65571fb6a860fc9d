import assert from "node:assert/strict";
import { test } from "node:test";
import { deathLines, duration, readyLine } from "./part-lines.ts";
import { textStyle } from "../terminal/text-style.ts";

const plain = textStyle(false, false);

test("durations read as a person says them", () => {
  assert.equal(duration(412), "0.4 s");
  assert.equal(duration(192_000), "3 min 12 s");
});

test("a part that is ready is one line with its time and where it comes from", () => {
  assert.match(readyLine(plain, "postgres", 412, "embedded 18.4"), /^ +ok +postgres +0\.4 s +emb/);
});

test("a death shows the last lines, when it is tried again and what to do", () => {
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

test("a part that is given up says so", () => {
  const [first = ""] = deathLines(plain, "api", { code: 1, lastLines: [] });
  assert.match(first, /not started again/);
});

test("a pipe and NO_COLOR get no colours", () => {
  assert.equal(textStyle(true, true).bad("x"), "x");
  assert.equal(textStyle(false, false).bad("x"), "x");
  assert.notEqual(textStyle(true, false).bad("x"), "x");
});
