import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../refusal.ts";
import { pageWindow, toPage } from "./page.ts";

const all = ["a", "b", "c", "d", "e"];
const page = (args: Parameters<typeof pageWindow>[0]) => {
  const window = pageWindow(args);
  const ordered = window.backwards ? all.toReversed() : all;
  const from = window.place === null ? 0 : ordered.indexOf(window.place) + 1;
  return toPage(ordered.slice(from, from + window.limit), window, (x) => x);
};
const nodes = (args: Parameters<typeof pageWindow>[0]) => page(args).items.map((i) => i.node);

test("forwards, page by page, every row comes once", () => {
  const first = page({ first: 2 });
  assert.deepEqual(first.items.map((i) => i.node), ["a", "b"]);
  assert.equal(first.hasNextPage, true);
  assert.equal(first.hasPreviousPage, false);
  const rest = page({ first: 9, after: first.items[1]?.cursor });
  assert.deepEqual(rest.items.map((i) => i.node), ["c", "d", "e"]);
  assert.equal(rest.hasNextPage, false);
  assert.equal(rest.hasPreviousPage, true);
});

test("backwards, the last rows come in their natural order", () => {
  assert.deepEqual(nodes({ last: 2 }), ["d", "e"]);
  const before = page({ last: 2 }).items[0]?.cursor;
  assert.deepEqual(nodes({ last: 2, before }), ["b", "c"]);
  assert.equal(page({ last: 2, before }).hasPreviousPage, true);
});

test("a cursor of another kind is refused, with its field", () => {
  assert.throws(() => pageWindow({ after: "zzz" }), (e) => {
    return e instanceof Refusal && e.error.type === "ValidationError";
  });
});
