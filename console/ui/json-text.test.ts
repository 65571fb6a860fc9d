import assert from "node:assert/strict";
import { test } from "node:test";
import { hasHidden, jsonText, withoutHidden } from "./json-text.ts";

test("characters that hide or reorder text are seen, and the JSON means the same", () => {
  const value = {
    to: "ada\u202egnp.exe",
    "na\u200bme": ["\u{e0041}", "a\u0085b\u007f", "\u2066"],
    ok: "é 👩‍💻 中\n",
  };
  const text = jsonText(value, 2);
  assert.ok(!hasHidden(text));
  assert.match(text, /"ada\\u202egnp\.exe"/);
  assert.match(text, /é 👩‍💻 中/u);
  assert.deepEqual(JSON.parse(text), value);
  assert.deepEqual(JSON.parse(jsonText(value)), value);
  assert.equal(jsonText(undefined), "null");
  assert.equal(withoutHidden("a\u200bb\tc\n"), "a\\u200bb\tc\n");
});
