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

test("an object cut anywhere is a fault, never half a value", () => {
  for (let at = 1; at < json.length; at++) {
    assert.ok("fault" in readOutput(json.slice(0, at)), `${at}`);
  }
});
