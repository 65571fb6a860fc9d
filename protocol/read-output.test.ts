import assert from "node:assert/strict";
import { test } from "node:test";
import { readOutput } from "./read-output.ts";

const value = { title: 'A {b} "c" \\', points: [1, { x: null }], "ключ": "🙂" };
const json = JSON.stringify(value);

const whole: Record<string, string> = {
  "an object alone": json,
  "an object with many lines": JSON.stringify(value, null, 2),
  "a code fence": "```json\n" + json + "\n```",
  "words around it": `Here you are: ${json}\nAnything else?`,
  "a list in the words before and after": `As asked [1]: ${json} See [2].`,
  "two objects, of which the last counts": `{"title":"old"}\n${json}`,
  "an object that is none before it": `{not json} ${json}`,
  "an object that is none after it": `${json} {not json}`,
  "an interval after it": `${json}\n\nThe ratio is in [0.8, 0.9) of the range.`,
  "an interval before it": `In (0, 1] and [2, 3): ${json}`,
  "a closing bracket too many": `) ] } ${json} } ] )`,
  "a set of texts before it": `{"AAPL", "MSFT"} gives ${json}`,
  "a set of names after it": `${json} where x is in {a, b | a > 0}`,
  "LaTeX around it": `$\\frac{1}{2}$ \\{"a"\\} ${json} $\\sqrt{x}$`,
  "a template around it": `{{${json}}}`,
  "quotes that do not close": `5" disk {"x and ${json}`,
  "a list around it": `[${json}]`,
  "a list that does not close around it": `[1, ${json}`,
  "an object that is broken before it": `{"a": 1,} ${json}`,
  "a byte order mark before it": `\ufeff${json}`,
};
for (const [what, text] of Object.entries(whole)) {
  test(`${what} is read`, () => assert.deepEqual(readOutput(text), { value }));
}

const faults: Record<string, [string, RegExp]> = {
  "nothing": ["", /no JSON object/],
  "words": ["I cannot do that.", /no JSON object/],
  "a list": ["[1, 2]", /no JSON object/],
  "a number": ["42", /no JSON object/],
  "a trailing comma": ['{"a": 1,}', /broken/],
  "single quotes": ["{'a': 1}", /broken/],
  "a broken object with a whole one inside": ['{"a": {"b": 1},}', /broken/],
  "a list of words": ['["a", "b"]', /no JSON object/],
  "a text that no database keeps": ['{"a": "\\u0000"}', /U\+0000/],
  "half of a surrogate pair": ['{"a": "\\ud800"}', /surrogate/],
  "a value deeper than is kept": [`{"a": ${"[".repeat(70)}${"]".repeat(70)}}`, /levels deep/],
  "an unescaped line break": ['{"a": "b\nc"}', /broken/],
  "a whole object and then half of another": [`${json}\n{"title": "ne`, /broke off/],
};
for (const [what, [text, fault]] of Object.entries(faults)) {
  test(`${what} is a fault`, () => {
    const read = readOutput(text);
    assert.ok("fault" in read);
    assert.match(read.fault, fault);
  });
}

test("of several objects the last that is good counts, else the fault of the last is told", () => {
  const check = (value: unknown) => "price" in (value as object) ? null : JSON.stringify(value);
  assert.deepEqual(readOutput('{"price": 1} {"price": 2} {} {"x": 3}', check), {
    value: { price: 2 },
  });
  assert.deepEqual(readOutput('{"y": 1} {"x": 3}', check), { fault: '{"x":3}' });
});

test("a long answer is read in a time that grows with its length, whatever is in it", () => {
  const parts = [
    "{",
    '{"',
    '{"a',
    '{"a":',
    '{"a":x',
    '{"a":{',
    "[{",
    '{"a":"\\',
    "{ ",
    '{"b" ',
    "{}",
  ];
  for (const part of parts) {
    const text = part.repeat(1_000_000 / part.length);
    const began = performance.now();
    readOutput(text);
    assert.ok(performance.now() - began < 2_000, part);
  }
});

test("an object cut anywhere is a fault, never half a value", () => {
  for (let at = 1; at < json.length; at++) {
    assert.ok("fault" in readOutput(json.slice(0, at)), `${at}`);
  }
});
