import assert from "node:assert/strict";
import { test } from "node:test";
import { numberFormats } from "./number-formats.ts";
import { wordsIn } from "./words.ts";

const formats = (language: string) => numberFormats(language, wordsIn(language));
const figure = (value: string, unit: string | null, language = "en") =>
  formats(language).figure(value, unit).replaceAll(/[\u00a0\u202f]/g, " ");

test("large figures have a scale word, small ones the digits that a person writes", () => {
  assert.equal(figure("149167842107", "USD"), "149.2 billion USD");
  assert.equal(figure("-13.935916", "%"), "-13.9 %");
  assert.equal(figure("45230000", "shares"), "45.23 million shares");
  assert.equal(figure("0.00001234", "BTC"), "0.0000123 BTC");
  assert.equal(figure("41.6667", "x"), "41.67 x");
  assert.equal(figure("88", null), "88");
});

test("prices have the decimals of their currency, minor units their name", () => {
  assert.deepEqual(
    [["190.3", "USD"], ["1200", "USD"], ["2345", "JPY"], ["1.08345", "USD"], ["1234.5", "GBp"]]
      .map(([value = "", unit = ""]) => figure(value, unit)),
    ["190.30 USD", "1,200 USD", "2,345 JPY", "1.0835 USD", "1,234.5 pence (GBp)"],
  );
});

test("a unit with a scale word is shown in the language of the report", () => {
  assert.equal(figure("149.2", "billion USD", "de"), "149,2 Milliarden USD");
  assert.equal(figure("149.2", "USD bn", "fr"), "149,2 milliards USD");
  assert.equal(figure("149.2", "Milliarden USD", "en"), "149.2 billion USD");
  assert.equal(figure("57", "bn"), "57 billion");
  assert.equal(figure("3", "m"), "3 m", "a lone letter is no scale");
});

test("the conventions are those of the language, and English for an unknown one", () => {
  assert.equal(figure("12345.678", "EUR", "de"), "12.345,68 EUR");
  assert.equal(figure("12345.678", "EUR", "it"), "12.345,68 EUR");
  assert.equal(figure("12345.678", "EUR", "no language"), "12,345.68 EUR");
});

test("a decimal keeps all its digits, beyond those of a float", () => {
  assert.equal(formats("en").decimal("123456789012345678.120"), "123,456,789,012,345,678.120");
});

test("the values of an axis have the same decimals, and keep their signs", () => {
  assert.deepEqual(formats("en").ticks([-0.5, 0, 0.5], "USD"), ["-0.5", "0.0", "0.5"]);
  assert.deepEqual(
    formats("en").ticks([-20, 0, 20], "%"),
    ["-20", "0", "20"].map((n) => `${n}\u00a0%`),
  );
  assert.deepEqual(formats("en").ticks([1e6, 2.5e6], "JPY"), ["1M", "2.5M"]);
});

test("an axis names the year unless the whole span is in it", () => {
  const [december, january] = [Date.UTC(2025, 11, 28), Date.UTC(2026, 0, 9)];
  const { dayIn } = formats("en");
  assert.equal(dayIn(december, [december, january]), "Dec 28, 2025");
  assert.equal(dayIn(january, [january, Date.UTC(2026, 5, 1)]), "Jan 9");
  assert.equal(dayIn(january, [Date.UTC(2021, 0, 1), january]), "Jan 2026");
});

test("a unit with the name of an inherited property is written as it is", () => {
  assert.equal(numberFormats("en", wordsIn("en")).figure("5", "constructor"), "5\u00a0constructor");
});
