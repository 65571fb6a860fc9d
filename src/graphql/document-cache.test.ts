import assert from "node:assert/strict";
import { test } from "node:test";
import { documentCache } from "./document-cache.ts";

const text = (i: number) => `{ a${i} } # ${"x".repeat(10_000)}`;

test("repeated documents stay in the cache; of documents that are not repeated, few long ones do", () => {
  const cache = documentCache<{ n: number }>();
  for (let i = 0; i < 1_000; i++) {
    cache.set(text(i), { n: i });
    assert.equal(cache.get(text(0))?.n, 0);
  }
  const kept = Array.from({ length: 1_000 }, (_, i) => cache.has(text(i))).filter(Boolean);
  assert.ok(kept.length > 10 && kept.length < 25, `${kept.length}`);
});

test("a very long document is not cached", () => {
  const cache = documentCache<object>();
  cache.set("x".repeat(30_000), {});
  assert.equal(cache.size, 0);
});
