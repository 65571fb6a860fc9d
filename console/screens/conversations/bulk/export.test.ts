import assert from "node:assert/strict";
import { test } from "node:test";
import type { Source } from "@tramontane/client";
import { Transcripts } from "./export.ts";

/** An API with conversations of three entries each, two on a page. */
const source = {
  request: (_: unknown, { id, after }: { id: string; after: string | null }) => {
    const nodes = after === null ? [{ id: "1" }, { id: "2" }] : [{ id: "3" }];
    const pageInfo = { hasNextPage: after === null, endCursor: "2" };
    const conversation = id === "gone" ? null : { id, entries: { nodes, pageInfo } };
    return Promise.resolve({ conversation });
  },
} as unknown as Source;

test("each conversation is one line with its entries of all pages, in the order that was asked for", async () => {
  const transcripts = new Transcripts(source);
  for (const id of ["b", "a"]) assert.equal((await transcripts.add(id)).kind, "done");
  assert.equal((await transcripts.add("gone")).kind, "failed");
  const text = await transcripts.file(["a", "gone", "b"]).text();
  const lines = text.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(lines.map(({ id, entries }) => [id, entries.length]), [["a", 3], ["b", 3]]);
});
