import assert from "node:assert/strict";
import { test } from "node:test";
import { parseQuery, patternsOf, queryFault } from "./query.ts";

const wordsOf = (query: string) => parseQuery(query).words;

test("words, phrases, exclusions and `or` are those of PostgreSQL's web search", () => {
  assert.equal(
    wordsOf('Umsatz "net income" -forecast or guidance'),
    'Umsatz "net income" -forecast or guidance',
  );
  const { terms, without, isAnyOf } = parseQuery('Umsatz "net income" -forecast OR -"old plan"');
  assert.deepEqual({ terms, without, isAnyOf }, {
    terms: ["Umsatz", "net income"],
    without: ["forecast", "old plan"],
    isAnyOf: true,
  });
});

test("Chinese, Japanese and Korean characters are words of a phrase, with what is next to them", () => {
  assert.equal(wordsOf("茅"), '"茅"');
  assert.equal(wordsOf("茅台 -空客"), '"茅  台" -"空  客"');
  assert.equal(wordsOf("Airbus空客"), '"Airbus 空  客"');
  assert.equal(wordsOf("かな 한글"), '"か  な" "한  글"');
  assert.equal(wordsOf("𠀀"), '"𠀀"', "outside the basic plane");
});

test("a quote that is not closed and lone signs do no harm", () => {
  assert.deepEqual(parseQuery('"net income').terms, ["net income"]);
  assert.deepEqual(parseQuery('- -- "" -""').terms, []);
});

test("a query without a word to find, or one that is too long, is refused with what to do", () => {
  for (const query of ["", "  ", "-forecast", '""', "-", "or"]) {
    assert.match(queryFault(query) ?? "", /at least one word/, query);
  }
  assert.match(queryFault("x".repeat(301)) ?? "", /at most 300/);
  assert.equal(queryFault("x".repeat(300)), null);
  assert.match(queryFault("x ".repeat(21)) ?? "", /at most 20 words/);
  assert.equal(queryFault("x ".repeat(20)), null);
});

test("patterns for parts of words take %, _ and \\ literally", () => {
  assert.deepEqual(patternsOf(parseQuery("5% a_b c\\d -_")), {
    longest: "%a\\_b%",
    patterns: ["%5\\%%", "%a\\_b%", "%c\\\\d%"],
    without: ["%\\_%"],
  });
  assert.equal(patternsOf(parseQuery("kurs or wert")), null);
});
