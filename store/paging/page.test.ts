import assert from "node:assert/strict";
import { test } from "node:test";
import { BadCursor, pageWindow, toPage } from "./page.ts";
import { entryPlace, momentPlace, numberPlace } from "./places.ts";

const all = ["a", "b", "c", "d", "e"];
const letter = (text: string) => all.includes(text) ? text : null;
const page = (args: Parameters<typeof pageWindow>[0]) => {
  const window = pageWindow(args, "letters", letter);
  const ordered = window.backwards ? all.toReversed() : all;
  const from = window.place === null ? 0 : ordered.indexOf(window.place) + 1;
  return toPage(ordered.slice(from, from + window.limit), window, (x) => x);
};
const nodes = (args: Parameters<typeof pageWindow>[0]) => page(args).items.map((i) => i.node);

test("forwards, every row is on exactly one page", () => {
  const first = page({ first: 2 });
  assert.deepEqual(first.items.map((i) => i.node), ["a", "b"]);
  assert.equal(first.hasNextPage, true);
  assert.equal(first.hasPreviousPage, false);
  const rest = page({ first: 9, after: first.items[1]?.cursor });
  assert.deepEqual(rest.items.map((i) => i.node), ["c", "d", "e"]);
  assert.equal(rest.hasNextPage, false);
  assert.equal(rest.hasPreviousPage, true);
});

test("backwards, the last rows are in their natural order", () => {
  assert.deepEqual(nodes({ last: 2 }), ["d", "e"]);
  const before = page({ last: 2 }).items[0]?.cursor;
  assert.deepEqual(nodes({ last: 2, before }), ["b", "c"]);
  assert.equal(page({ last: 2, before }).hasPreviousPage, true);
});

const refuses = (after: string, list = "letters") =>
  assert.throws(() => pageWindow({ after }, list, letter), BadCursor, after);

test("an invented, edited or truncated cursor and one of another list are refused", () => {
  const good = page({ first: 1 }).items[0]?.cursor ?? "";
  const edited = btoa(atob(good).replace(/a$/, "b"));
  for (const bad of ["", "zzz", "%%%", btoa("p.a"), btoa("p.0.a"), good.slice(0, -2), edited]) {
    refuses(bad);
  }
  refuses(good, "other letters");
  assert.throws(() => pageWindow({ last: 3, before: "zzz" }, "letters", letter), BadCursor);
});

test("a place by number fits PostgreSQL's integer", () => {
  assert.equal(numberPlace("2147483647"), 2_147_483_647);
  for (const bad of ["0", "-1", "1.5", "1e3", "0x1", " 1", "2147483648", "99999999999", ""]) {
    assert.equal(numberPlace(bad), null, bad);
  }
});

test("a place by instant is an instant of four-digit years and an id", () => {
  const at = "2026-11-28T10:00:00.000Z";
  assert.deepEqual(momentPlace(`${at}/turn_1`), { at, id: "turn_1" });
  const instants = ["infinity", "now", "2026-11-28", "2026-02-30T10:00:00.000Z"];
  const years = ["+294277-01-01T00:00:00.000Z", "-000001-01-01T00:00:00.000Z"];
  for (const bad of [...instants, ...years]) assert.equal(momentPlace(`${bad}/turn_1`), null, bad);
  for (const bad of ["", at, `${at}/`, `${at}/x`, `${at}/turn_1/2`, `${at}/turn_\0`]) {
    assert.equal(momentPlace(bad), null, bad);
  }
});

test("a place of an entry is a position, and a part of the shared history if it is not the conversation's own", () => {
  assert.deepEqual(entryPlace("7"), { position: 7, part: null });
  assert.deepEqual(entryPlace("7/2"), { position: 7, part: 2 });
  for (const bad of ["", "NaN", "7/", "/7", "7/2/1", "-7", "1e9", "9".repeat(16), "7/9999999999"]) {
    assert.equal(entryPlace(bad), null, bad);
  }
});
