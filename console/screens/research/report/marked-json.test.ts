import assert from "node:assert/strict";
import { test } from "node:test";
import { type JsonLine, markedJson, nearMarks } from "./marked-json.ts";

const quote = {
  symbol: "NVDA",
  price: { value: "184.2", "in/USD": true },
  days: [{ close: 1 }, { close: 2 }],
  none: [],
};

test("the lines of a value are those of JSON", () => {
  const text = markedJson(quote, []).map(({ text }) => text).join("\n");
  assert.equal(text, JSON.stringify(quote, null, 2));
  assert.deepEqual(markedJson("x", [""]), [{ text: '"x"', isMarked: true }]);
});

test("the value at a pointer is marked, of a list or object all of its lines", () => {
  const marked = (...pointers: string[]) =>
    markedJson(quote, pointers).filter((l) => l.isMarked).map((l) => l.text.trim());
  assert.deepEqual(marked("/price/value"), ['"value": "184.2",']);
  assert.deepEqual(marked("/price/in~1USD", "/days/1/close"), ['"in/USD": true', '"close": 2']);
  assert.deepEqual(marked("/days/0"), ["{", '"close": 1', "},"]);
  assert.deepEqual(marked("/absent"), []);
});

test("far from the marks lines are counted instead of shown", () => {
  const lines: JsonLine[] = Array.from({ length: 20 }, (_, i) => ({
    text: `${i}`,
    isMarked: i === 10,
  }));
  const shown = nearMarks(lines, 1).map((l) => "hidden" in l ? l.hidden : l.text);
  assert.deepEqual(shown, [9, "9", "10", "11", 8]);
  const unmarked = lines.map((line) => ({ ...line, isMarked: false }));
  assert.deepEqual(nearMarks(unmarked, 1).map((l) => "hidden" in l ? l.hidden : l.text), [
    ...["0", "1"],
    18,
  ]);
});
