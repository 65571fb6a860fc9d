import assert from "node:assert/strict";
import { test } from "node:test";
import { Frames } from "./frames.ts";
import { AnswerTooLargeError } from "./stream-faults.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
function framesOf(...pieces: string[]): string[] {
  const frames = new Frames();
  return [...pieces.flatMap((piece) => frames.take(bytes(piece))), ...frames.end()];
}

test("every kind of line end ends a line, a CR also before the next byte", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    assert.deepEqual(framesOf(`data: a${end}${end}data: b${end}${end}`), ["a", "b"]);
  }
  const frames = new Frames();
  assert.deepEqual(frames.take(bytes("data: a\r\r")), ["a"]);
  assert.deepEqual(frames.take(bytes("\ndata: b\r")), []);
  assert.deepEqual(frames.take(bytes("\n\r\n")), ["b"]);
});

test("comments, other fields, event names and blank events are ignored; data lines of an event are joined", () => {
  const text =
    "\ufeff: hello\n\nevent: ping\n\nid: 1\nretry: x\nfoo: bar\nevent: y\ndata: {\ndata:  1}\n\n";
  assert.deepEqual(framesOf(text), ["{\n 1}"]);
});

test("a last event without its blank line counts", () => {
  assert.deepEqual(framesOf("data: a\n\ndata: b"), ["a", "b"]);
  assert.deepEqual(framesOf("data: a\n\ndata: b\n"), ["a", "b"]);
});

test("an event or an answer that is too large fails as soon as the limit is exceeded", () => {
  const small = () => new Frames({ frameUnits: 10, answerBytes: 100 });
  assert.throws(() => small().take(bytes("data: 0123456789")), AnswerTooLargeError);
  const lines = small();
  lines.take(bytes("data: 01234\n"));
  assert.throws(() => lines.take(bytes("data: 56789\ndata: x\n")), AnswerTooLargeError);
  const many = small();
  for (let n = 0; n < 10; n++) many.take(bytes(": 2345678\n"));
  assert.throws(() => many.take(bytes(":")), AnswerTooLargeError);
});
