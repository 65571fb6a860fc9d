import assert from "node:assert/strict";
import { test } from "node:test";
import type { PhaseKind } from "../../../protocol/research/phase.ts";
import { PhaseWriter } from "./phase-writer.ts";

const writer = (kind: PhaseKind) =>
  new PhaseWriter({ phaseId: "phase_1", kind, researchId: "research_1", draftId: "phase_1/a/1" });

const chunk = (text: string, kind: "TEXT" | "THINKING" = "TEXT") => ({
  opened: [],
  chunks: [{ entryId: "message_1", part: 0, kind, offset: 0, text }],
});

function partsWritten(kind: PhaseKind, pieces: string[]): string[] {
  const phase = writer(kind);
  const parts: string[] = [];
  for (const piece of pieces) {
    for (const { part, offset, text, streamId } of phase.add(chunk(piece))) {
      assert.equal(streamId, "research_1");
      parts[part] = (parts[part] ?? "").slice(0, offset) + text;
    }
  }
  return parts;
}

test("the answer of a search is the text of its phase, without thinking", () => {
  const phase = writer("SEARCH");
  assert.deepEqual(phase.add(chunk("Hel")).map((c) => [c.offset, c.text]), [[0, "Hel"]]);
  assert.deepEqual(phase.add(chunk("hm", "THINKING")), []);
  assert.deepEqual(phase.add(chunk("lo")).map((c) => [c.offset, c.text]), [[3, "lo"]]);
});

test("the sections of a report are extracted from its JSON while that is being written", () => {
  const sections = [{ title: "Prices", text: "Up." }, { title: "Risk", text: "Some." }];
  const whole = JSON.stringify({ title: "T", summary: "S", sections, metrics: [] });
  assert.deepEqual(partsWritten("WRITE", [...whole]), ["## Prices\n\nUp.", "## Risk\n\nSome."]);
});

test("JSON with keys in another order yields no text that would have to be withdrawn", () => {
  const whole = '{"sections":[{"text":"Up.","title":"Prices"}]}';
  assert.deepEqual(partsWritten("WRITE", [...whole]), []);
});
