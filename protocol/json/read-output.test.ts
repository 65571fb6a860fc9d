import assert from "node:assert/strict";
import { test } from "node:test";
import { outputsIn } from "./read-output.ts";

/** The output if every object is valid. */
const readOutput = (text: string) => {
  const found = outputsIn(text);
  return "fault" in found ? found : { value: found.values[0] };
};

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

test("only the last five of many objects are candidates, the last one first", () => {
  const found = outputsIn('{"n":1} {"n":2} {"n":3} {"n":4} {"n":5} {"n":6}');
  assert.deepEqual(found, { values: [6, 5, 4, 3, 2].map((n) => ({ n })) });
});

test("the time for a long answer is linear in its length, whatever it contains", () => {
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

test("an object cut at any place is a fault, never half a value", () => {
  for (let at = 1; at < json.length; at++) {
    assert.ok("fault" in readOutput(json.slice(0, at)), `${at}`);
  }
});
