import assert from "node:assert/strict";
import { test } from "node:test";
import { textStyle } from "../terminal/text-style.ts";
import { cells } from "../terminal/cells.ts";
import { render } from "./render.ts";
import { connected, type Phase, type RunEvent } from "./run-state.ts";
import { after, changed, phaseOf, textDelta } from "./testing/run.ts";

const plain = textStyle(false, true);
const began = Date.parse("2026-11-23T12:00:00.000Z");
const endedAt = "2026-11-23T12:00:02.500Z";
const done = (id: string, kind: Phase["kind"], outcome: Phase["outcome"]) =>
  changed(
    phaseOf(id, kind, {
      status: "COMPLETED",
      endedAt,
      outcome,
    }),
  );

const running = [
  done("plan", "PLAN", { __typename: "Plan", searches: [{ query: "a" }, { query: "b" }] }),
  changed(phaseOf("NVDA latest results", "SEARCH")),
  textDelta("NVDA latest results", 0, "Found 2 pages."),
  changed(phaseOf("prices", "PRICES")),
  changed(
    phaseOf("b", "SEARCH", { status: "FAILED", endedAt, failure: { message: "No answer." } }),
  ),
];

test("each phase has its line with name, progress and duration, and several change at once", () => {
  const lines = render(after(running), { width: 60, height: 30 }, began + 4_000, plain);
  assert.equal(lines[1], "✓ Plan                                    2 searches   2.5 s");
  assert.match(lines[2] ?? "", /^⠋ Search {8}NVDA…t results writes, 14 characters {3}4\.0 s$/);
});

test("below the phases is the end of the section that is being written", () => {
  const text = "## Risks\n\nThe first line.\nThe second line is longer than the screen.";
  const events = [
    ...running,
    changed(phaseOf("report", "WRITE")),
    textDelta("report", 0, "## Prices\n\nold"),
    textDelta("report", 1, text),
  ];
  const lines = render(after(events), { width: 26, height: 30 }, began, plain);
  assert.deepEqual(lines.slice(-6), [
    "",
    "│ ## Risks",
    "│ ",
    "│ The first line.",
    "│ The second line is",
    "│ longer than the screen.",
  ]);
  const [, , , , , report] = render(after(events), { width: 50, height: 30 }, began, plain);
  assert.match(report ?? "", /^⠋ Report .* writes 2 sections {3}0\.0 s$/);
});

test("links are shown by their titles, also while their address is being written", () => {
  const text = "See [Orders](https://a.example/1) and [Margins](https://a.exam";
  const events = [...running, changed(phaseOf("report", "WRITE")), textDelta("report", 0, text)];
  const lines = render(after(events), { width: 50, height: 30 }, began, plain);
  assert.equal(lines.at(-1), "│ See Orders and Margins");
});

test("at any size, no line is too long and there are not too many", () => {
  const searches = Array.from(
    { length: 20 },
    (_, i) => changed(phaseOf(`株価 search ${i}`, "SEARCH")),
  );
  const events: RunEvent[] = [
    ...running,
    ...searches,
    textDelta("株価 search 3", 0, "見通し ".repeat(99)),
  ];
  const cut = connected(after(events), { state: "waiting", ms: 9, reason: "cut", failures: 2 });
  for (let width = 20; width < 120; width += 7) {
    for (let height = 3; height < 40; height += 5) {
      const lines = render(cut, { width, height }, began, plain);
      assert.ok(lines.length <= height, `${lines.length} lines at ${width} x ${height}`);
      for (const line of lines) assert.ok(cells(line) <= width, `${width}: ${line}`);
    }
  }
});

test("a lost connection is shown with its effect", () => {
  const cut = connected(after([]), { state: "waiting", ms: 9, reason: "cut", failures: 2 });
  const lastLine = (state: typeof cut) =>
    render(state, { width: 90, height: 9 }, 0, plain).at(-1) ?? "";
  assert.match(lastLine(cut), /no connection \(cut\), attempt 2; the run continues/);
  assert.equal(lastLine(connected(cut, { state: "open", resuming: true })), "How is NVDA?");
});
