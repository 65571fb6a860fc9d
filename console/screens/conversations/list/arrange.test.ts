import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, extended } from "./arrange.ts";

const row = (id: string, text = "") => ({ id, text });
const shown = [row("a"), row("b")];
const fresh = [row("c"), row("b", "newer")];
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).join("");

test("while the order is fixed, rows keep their places with their latest data, and new ones are counted", () => {
  const latest = new Map([["a", row("a", "read alone")]]);
  const { rows, hidden } = arrange({ shown, fresh, isFixed: true, latest });
  assert.deepEqual(rows, [row("a", "read alone"), row("b", "newer")]);
  assert.equal(hidden, 1);
});

test("when nothing fixes the order, the list is as the API gave it", () => {
  assert.deepEqual(arrange({ shown, fresh, isFixed: false, latest: new Map() }), {
    rows: fresh,
    hidden: 0,
  });
  assert.equal(arrange({ shown: [], fresh, isFixed: true, latest: new Map() }).rows, fresh);
});

test("a further page is added below, although the order above has changed", () => {
  assert.equal(ids(extended(shown, [row("b"), row("a"), row("b"), row("d")])), "abd");
  assert.equal(ids(extended(shown, [row("x"), row("a"), row("b"), row("d")])), "abd");
});
