import assert from "node:assert/strict";
import { test } from "node:test";
import { type PartialText, partialTexts } from "./partial-json.ts";

/** All texts of a value, in order. */
function textsOf(value: unknown, path: (string | number)[] = []): PartialText[] {
  if (typeof value === "string") return [{ path, text: value, done: true }];
  if (typeof value !== "object" || value === null) return [];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return inner.flatMap(([key, v]) => textsOf(v, [...path, key]));
}

const report = {
  title: 'A "report"\n\twith \\ and / and \b',
  'a key with " { [ , : in it': "x",
  sections: [
    { heading: "Eins 🙂🙂", body: "naïve — 漢字", figures: [1.5e-3, -2, true, null] },
    { heading: "", body: '}],{":' },
    [["deep"], [], {}],
  ],
  last: "the end",
};
const escaped =
  '{"a":"\\ud83d\\ude42\\u00e9\\/\\"","b":["\\\\","\\u0022"], "c" : {"d":"x\\ud83dy"} }';
const documents: Record<string, string> = {
  "compact JSON": JSON.stringify(report),
  "JSON with many lines": JSON.stringify(report, null, 2),
  "escapes and surrogate pairs": escaped,
  "a list at the top": JSON.stringify(["one", { two: "three" }]),
};

for (const [what, json] of Object.entries(documents)) {
  test(`${what}: every prefix gives a beginning of the texts, and no text loses a character`, () => {
    const whole = textsOf(JSON.parse(json));
    let before: PartialText[] = [];
    for (let at = 0; at <= json.length; at++) {
      const seen = partialTexts(json.slice(0, at));
      assert.ok(seen.length >= before.length, `${at}`);
      for (const [i, { path, text, done }] of seen.entries()) {
        const end = whole[i];
        assert.deepEqual(path, end?.path, `${at}`);
        assert.ok(end?.text.startsWith(text), `${at}: ${text}`);
        assert.ok(text.startsWith(before[i]?.text ?? ""), `${at}`);
        assert.ok(done ? text === end?.text : i === seen.length - 1, `${at}`);
        assert.doesNotMatch(done ? "" : text, /[\ud800-\udbff]$/);
      }
      before = seen;
    }
    assert.deepEqual(before, whole);
  });
}

test("prose and a fence before the document, and everything after it, are skipped", () => {
  const seen = partialTexts('Here:\n```json\n{"a":"b"}\n``` "c" {"d":"e"}');
  assert.deepEqual(seen, [{ path: ["a"], text: "b", done: true }]);
  assert.deepEqual(partialTexts("No JSON at all"), []);
});

test("broken JSON gives the texts before the fault", () => {
  assert.deepEqual(partialTexts('{"a":"b"} }').length, 1);
  assert.deepEqual(partialTexts('{"a":"b"]"c":"d"}').length, 1);
  assert.deepEqual(partialTexts('{"a":"b\\x"}'), [{ path: ["a"], text: "b", done: false }]);
});
