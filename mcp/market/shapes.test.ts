import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { block, figure, instant, label, listOf, rounded, text } from "./shapes.ts";

test("figures lose the rounding errors of single precision; integers do not change", () => {
  assert.equal(rounded(189.83999633789062), 189.84);
  assert.equal(rounded(3_463_952_000_123), 3_463_952_000_123);
  assert.equal(rounded(0.0000123), 0.0000123);
});

test("missing and invalid values are null", () => {
  for (const raw of [undefined, null, "N/A", {}]) assert.equal(figure.parse(raw), null);
  for (const raw of [undefined, null, 7, "", " \n"]) assert.equal(label.parse(raw), null);
  for (const raw of [undefined, null, "soon", 1e20]) assert.equal(instant.parse(raw), null);
});

test("times are parsed as seconds, as ISO text and as dates", () => {
  const iso = "2026-11-18T11:06:40.000Z";
  for (const raw of [1_795_000_000, iso, new Date(iso)]) {
    assert.equal(instant.parse(raw)?.toISOString(), iso);
  }
});

test("texts are one line without control characters, and are cut between characters", () => {
  assert.equal(text(20).parse(" a\r\nb\u0000\u202Ec "), "a b c");
  const cut = text(4).parse("ab😀cd");
  assert.ok(cut?.isWellFormed() && cut.length <= 4);
});

test("only valid items of a list are kept; an absent object has empty fields", () => {
  assert.deepEqual(listOf(z.number()).parse([1, "x", 2]), [1, 2]);
  assert.deepEqual(listOf(z.number()).parse(undefined), []);
  assert.deepEqual(block({ price: figure }).parse(undefined), { price: null });
});
