import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsOf } from "./phase-labels.ts";

type Phase = Parameters<typeof wordsOf>[0];

test("an analysis that ended says how many of its figures are not proven", () => {
  const said = (...kinds: string[]) => {
    const metrics = kinds.map((evidence) => ({ name: "Price", evidence }));
    const node = { kind: "PRICES", outcome: { __typename: "Analysis", metrics } };
    return wordsOf({ id: "a", status: "COMPLETED", parts: [], node } as unknown as Phase);
  };
  assert.equal(said("EXACT", "ROUNDED"), "2 figures");
  assert.equal(said("EXACT", "NONE", "DERIVED"), "3 figures, 1 not proven");
});
