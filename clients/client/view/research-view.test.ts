import assert from "node:assert/strict";
import { test } from "node:test";
import {
  applyResearchEvent,
  type PhaseNode,
  researchView,
  type ResearchViewEvent,
  textOfPhase,
} from "./research-view.ts";

const changed = (phaseId: string, status: string, phase?: PhaseNode): ResearchViewEvent => ({
  __typename: "PhaseChanged",
  phaseId,
  status,
  ...(phase && { phase }),
});
const delta = (nodeId: string, part: number, offset: number, text: string): ResearchViewEvent => ({
  __typename: "TextDelta",
  nodeId,
  part,
  kind: "TEXT",
  offset,
  text,
});
const after = (events: readonly ResearchViewEvent[], from = researchView()) =>
  events.reduce(applyResearchEvent, from);
const texts = (view: ReturnType<typeof researchView>) => view.phases.map(textOfPhase);

test("the sections of a report grow in their parts, while other phases are written", () => {
  const view = after([
    changed("a", "QUEUED"),
    changed("b", "RUNNING"),
    changed("a", "RUNNING"),
    delta("a", 0, 0, "## One"),
    delta("b", 0, 0, "second"),
    delta("a", 0, 6, "\n\nfirst"),
    delta("a", 1, 0, "## Two"),
  ]);
  assert.deepEqual(texts(view), ["## One\n\nfirst\n\n## Two", "second"]);
});

test("a new attempt removes the text of the previous one", () => {
  const first = [changed("a", "RUNNING"), delta("a", 0, 0, "one"), delta("a", 1, 0, "two")];
  assert.deepEqual(texts(after([...first, changed("a", "RUNNING")])), [""]);
  const again = [...first, changed("a", "RUNNING"), delta("a", 0, 0, "new")];
  assert.deepEqual(texts(after(again)), ["new"]);
});

test("an ended phase has the content of its link, and is not reopened", () => {
  const events = [
    changed("a", "RUNNING"),
    delta("a", 0, 0, "on"),
    changed("a", "COMPLETED", { text: "one" }),
  ];
  const view = after([...events, changed("a", "RUNNING"), delta("a", 0, 0, "late")]);
  assert.deepEqual(texts(view), ["one"]);
  assert.equal(view.phases[0]?.status, "COMPLETED");
  assert.deepEqual(after(events, after(events)), after(events));
});

test("queried phases continue with events, whose text starts at offset 0", () => {
  const shown = researchView([
    { id: "a", status: "COMPLETED", text: "plan" },
    { id: "b", status: "RUNNING", text: "as far as it" },
  ]);
  const view = after([
    delta("b", 0, 0, "as far as it goes"),
    { __typename: "ResearchEnded", status: "FAILED" },
  ], shown);
  assert.deepEqual(texts(view), ["plan", "as far as it goes"]);
  assert.equal(view.ended, "FAILED");
});
