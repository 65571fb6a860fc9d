import assert from "node:assert/strict";
import { test } from "node:test";
import { Pieces } from "./pieces.ts";

const text = "ends 😀 in 😀😀😀😀😀😀 the middle 😀 of it, and so on";

/** The pieces of a text that arrives in deltas of this length. */
function piecesOf(units: number): string[] {
  const pieces = new Pieces();
  const deltas = Array.from(
    { length: Math.ceil(text.length / units) },
    (_, i) => text.slice(i * units, (i + 1) * units),
  );
  return [...deltas.flatMap((delta) => pieces.add(delta)), ...pieces.end()];
}

test("a text has the same pieces however it arrives", () => {
  const whole = piecesOf(text.length);
  assert.equal(whole.join(""), text);
  assert.ok(whole.length > 2);
  for (const units of [1, 2, 3, 7, 15, 16, 17, 31]) assert.deepEqual(piecesOf(units), whole);
});

test("no piece ends within a character", () => {
  for (const piece of piecesOf(text.length)) assert.equal(piece, piece.toWellFormed());
});
