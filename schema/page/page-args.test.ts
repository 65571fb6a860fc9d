import assert from "node:assert/strict";
import { test } from "node:test";
import { checkedPage, pageCost, pageIssues } from "./page-args.ts";

test("a page without arguments is the first fifty", () => {
  assert.deepEqual(checkedPage({}), { first: 50, after: undefined });
});

test("`before` alone reads the last fifty before it", () => {
  assert.deepEqual(checkedPage({ before: "c" }), { last: 50, before: "c" });
});

test("a size out of range is refused with how to fix it", () => {
  assert.throws(() => checkedPage({ first: 251 }), (error: Error & { extensions?: unknown }) => {
    assert.match(error.message, /first: Ask for 1 to 250\./);
    assert.equal((error.extensions as { code: string }).code, "BAD_USER_INPUT");
    return true;
  });
  assert.throws(() => checkedPage({ last: 0 }), /last: Ask for 1 to 250\./);
});

test("both directions at once are refused, beside all else", () => {
  const paths = pageIssues({ first: 0, last: 900 }).map((i) => i.path[0]);
  assert.deepEqual(paths, ["first", "last", "last"]);
});

test("cost counts the nodes a page can hold", () => {
  assert.equal(pageCost({}).multiplier, 50);
  assert.equal(pageCost({ first: 3 }).multiplier, 3);
  assert.equal(pageCost({ last: 1_000_000 }).multiplier, 250);
});
