import assert from "node:assert/strict";
import { test } from "node:test";
import { statusLineOver } from "./status-line.ts";

function screen(terminal: boolean) {
  const out: string[] = [];
  const clock = { now: 0 };
  return { out, clock, ...statusLineOver(terminal, (text) => out.push(text), () => clock.now) };
}

test("on a terminal a busy line is replaced by what comes next", () => {
  const { out, busy, say } = screen(true);
  busy("1 %");
  busy("2 %");
  say("done");
  say("next");
  assert.deepEqual(out, ["1 %", "\x1b[2K\r2 %", "\x1b[2K\rdone\n", "next\n"]);
});

test("in a pipe busy lines of one kind are written at once, and then every 15 s", () => {
  const { out, clock, busy } = screen(false);
  for (const at of [0, 5_000, 14_999, 15_000, 20_000]) {
    clock.now = at;
    busy(`building: ${at}`);
  }
  busy("downloading: 1 MB");
  assert.deepEqual(out, ["building: 0\n", "building: 15000\n", "downloading: 1 MB\n"]);
});
