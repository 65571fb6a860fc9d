import assert from "node:assert/strict";
import { test } from "node:test";
import { Terminal } from "./terminal.ts";
import { screenAfter } from "./testing/screen.ts";

function terminal(isTerminal: boolean, env: Record<string, string> = {}) {
  const out: string[] = [];
  const clock = { now: 0 };
  const size = { width: 20, height: 10 };
  const terminal = new Terminal({
    write: (text) => out.push(text),
    isTerminal,
    noColor: false,
    env,
    size: () => size,
    now: () => clock.now,
  });
  return { out, clock, size, terminal, screen: () => screenAfter(out.join("")) };
}

test("on a terminal a busy line is replaced by what comes next", () => {
  const { terminal: t, screen } = terminal(true);
  t.busy("1 %");
  assert.deepEqual(screen(), ["1 %", ""]);
  t.busy("2 %");
  assert.deepEqual(screen(), ["2 %", ""]);
  t.print("done");
  t.print("next");
  assert.deepEqual(screen(), ["done", "next", ""]);
});

test("in a pipe busy lines of one kind are written at once, and then every 15 s", () => {
  const { out, clock, terminal: t } = terminal(false);
  for (const at of [0, 5_000, 14_999, 15_000, 20_000]) {
    clock.now = at;
    t.busy(`building: ${at}`);
  }
  t.busy("downloading: 1 MB");
  assert.deepEqual(out, ["building: 0\n", "building: 15000\n", "downloading: 1 MB\n"]);
});

test("a busy line is cut at the width of the terminal, colours not counted", () => {
  const { terminal: t, screen, out } = terminal(true);
  t.busy(`${t.style.dim("..")}  exactly 16 cells`);
  assert.ok(out.join("").includes("\x1b[2m..\x1b[0m  exactly 16 cells"));
  t.busy(`${t.style.dim("..")}  more than twenty cells`);
  assert.deepEqual(screen(), ["..  more than twent…", ""]);
});

test("text that is printed while lines are drawn takes their place", () => {
  const { terminal: t, screen } = terminal(true);
  t.draw(["a", "b"]);
  t.print("stays");
  t.draw(["c"]);
  assert.deepEqual(screen(), ["stays", "c", ""]);
  t.clear();
  assert.deepEqual(screen(), ["stays", ""]);
});

test("lines are replaced on a terminal only, and not in CI or at a dumb one", () => {
  assert.equal(terminal(true).terminal.redraws, true);
  assert.equal(terminal(false).terminal.redraws, false);
  assert.equal(terminal(true, { CI: "1" }).terminal.redraws, false);
  assert.equal(terminal(true, { TERM: "dumb" }).terminal.redraws, false);
});
