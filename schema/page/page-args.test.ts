import assert from "node:assert/strict";
import { test } from "node:test";
import { checkedPage, pageCost, pageIssues } from "./page-args.ts";

test("without arguments, a page has the first fifty nodes", () => {
  assert.deepEqual(checkedPage({}), { first: 50, after: undefined });
});

test("with `before` alone, a page has the fifty nodes before it", () => {
  assert.deepEqual(checkedPage({ before: "c" }), { last: 50, before: "c" });
});

test("an invalid size is refused with the valid range", () => {
  assert.throws(() => checkedPage({ first: 251 }), (error: Error & { extensions?: unknown }) => {
    assert.match(error.message, /first: Ask for 1 to 250\./);
    assert.equal((error.extensions as { code: string }).code, "BAD_USER_INPUT");
    return true;
  });
  assert.throws(() => checkedPage({ last: 0 }), /last: Ask for 1 to 250\./);
});

test("paging in both directions is refused, together with other faults", () => {
  const paths = pageIssues({ first: 0, last: 900 }).map((i) => i.path[0]);
  assert.deepEqual(paths, ["first", "last", "last"]);
});

test("the cost of a page is its maximum number of nodes", () => {
  assert.equal(pageCost({}).multiplier, 50);
  assert.equal(pageCost({ first: 3 }).multiplier, 3);
  assert.equal(pageCost({ last: 1_000_000 }).multiplier, 250);
});
