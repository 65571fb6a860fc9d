import assert from "node:assert/strict";
import { test } from "node:test";
import type { Source } from "@tramontane/client";
import { maxItems, readMatchingIds } from "./matching-ids.ts";

/** An API with `total` conversations, 250 on a page; one of each page has moved up since the page before. */
const sourceOf = (total: number) =>
  ({
    request: (_: unknown, { after }: { after: string | null }) => {
      const from = Number(after ?? 0);
      const length = Math.min(250, total - from);
      const nodes = Array.from({ length }, (_, n) => ({ id: `c${from + n}` }));
      if (from > 0) nodes.unshift({ id: `c${from - 1}` });
      const pageInfo = { hasNextPage: from + length < total, endCursor: String(from + length) };
      return Promise.resolve({ conversations: { nodes, pageInfo } });
    },
  }) as unknown as Source;

const signal = new AbortController().signal;

test("all that match are counted page by page, each once", async () => {
  const counts: number[] = [];
  const found = await readMatchingIds(sourceOf(600), null, (n) => counts.push(n), signal);
  assert.deepEqual([found.ids.length, new Set(found.ids).size, found.hasMore], [600, 600, false]);
  assert.deepEqual(counts, [250, 500, 600]);
});

test("a job takes a limited number, and knows whether there are more", async () => {
  const count = () => {};
  const more = await readMatchingIds(sourceOf(maxItems + 1), null, count, signal);
  assert.deepEqual([more.ids.length, more.hasMore], [maxItems, true]);
  const exact = await readMatchingIds(sourceOf(maxItems), null, count, signal);
  assert.deepEqual([exact.ids.length, exact.hasMore], [maxItems, false]);
});
