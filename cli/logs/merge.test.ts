import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeByTime } from "./merge.ts";

const lines = (part: string, ...all: string[]) => all.map((line) => ({ part, line }));
const ours = (at: string) => `{"at":"${at}","event":"x"}`;

test("logs of different formats are merged by time", () => {
  const merged = mergeByTime([
    lines("api", ours("2026-11-23T08:00:01.000Z"), ours("2026-11-23T08:00:03.000Z")),
    lines("postgres", "2026-11-23 08:00:02.000 UTC [1] LOG:  ready"),
    lines("temporal", "time=2026-11-23T08:00:02.500 level=WARN"),
  ]);
  assert.deepEqual(merged.map(({ part }) => part), ["api", "postgres", "temporal", "api"]);
});

test("a line without a time stays after the line before it", () => {
  const merged = mergeByTime([
    lines("api", ours("2026-11-23T08:00:01.000Z"), "  at a stack"),
    lines("worker", ours("2026-11-23T08:00:02.000Z")),
  ]);
  assert.deepEqual(merged.map(({ part }) => part), ["api", "api", "worker"]);
});
