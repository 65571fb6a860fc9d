import assert from "node:assert/strict";
import { test } from "node:test";
import { fragmentOf } from "./fragment.ts";
import { searchLimits } from "./limits.ts";
import { parseQuery } from "./query.ts";

const shown = (text: string, query: string) => {
  const fragment = fragmentOf(text, parseQuery(query));
  return { ...fragment, marked: fragment.matches.map((m) => fragment.text.slice(m.start, m.end)) };
};

test("words are marked in any case, and not inside of other words", () => {
  assert.deepEqual(shown("Der Kurs fiel. Aktienkurs, KURS!", "kurs").marked, ["Kurs", "KURS"]);
});

test("parts of words are marked where no word is", () => {
  assert.deepEqual(shown("Der Aktienkurs fiel.", "kurs").marked, ["kurs"]);
});

test("Chinese characters are marked inside of their sentence", () => {
  assert.deepEqual(shown("贵州茅台的股价", "茅台").marked, ["茅台"]);
  assert.deepEqual(shown("贵州茅台的股价", "股").marked, ["股"]);
});

test("words of a phrase may have signs between them", () => {
  assert.deepEqual(shown("Its net-income rose.", '"net income"').marked, ["net-income"]);
});

test("the fragment of a long text has the first match near its beginning, and begins with a word", () => {
  const text = `${"lorem ipsum ".repeat(500)}Umsatz ${"dolor sit ".repeat(500)}`;
  const { text: part, marked, isCut } = shown(text, "umsatz");
  assert.deepEqual([marked, isCut], [["Umsatz"], { before: true, after: true }]);
  assert.ok(part.length <= searchLimits.fragmentLength && part.indexOf("Umsatz") <= 60);
  assert.match(part, /^(lorem|ipsum)/);
});

test("signs of regular expressions and of HTML are plain text", () => {
  assert.deepEqual(shown("a <b>5.5%</b> (x|y) \\d [z]", "5.5%").marked, ["5.5%"]);
  assert.deepEqual(shown("a (x|y) \\d [z]", "(x|y) \\d [z] .*").marked, ["(x|y)", "\\d", "[z]"]);
});

test("no character is cut in half", () => {
  const { text } = shown("😀".repeat(300), "none");
  assert.ok(text.isWellFormed() && text.length > 200);
  const later = shown(`${"😀".repeat(200)}x`, "x");
  assert.ok(later.text.isWellFormed());
  assert.deepEqual(later.marked, ["x"]);
});
