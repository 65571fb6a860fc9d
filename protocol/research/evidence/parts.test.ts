import assert from "node:assert/strict";
import { test } from "node:test";
import { decimalText, equal, exactNumber, isRounded } from "./exact-number.ts";
import { figuresOf } from "./figure.ts";
import { placeAt, pointerTo } from "./json-pointer.ts";
import { powerBetween, sameMeasure, sameUnit, unitOf } from "./unit.ts";

const exact = (text: string) => {
  const number = exactNumber(text);
  assert.ok(number, text);
  return number;
};

test("a number is read exactly, in any notation of JSON", () => {
  assert.ok(equal(exact("0.1"), exact("1e-1")));
  assert.ok(equal(exact("149167842107"), exact("1.49167842107e+11")));
  assert.equal(decimalText(exact("-0.10")), "-0.1");
  assert.equal(decimalText(exact("2.0000005")), "2.000001");
  for (const text of ["", "1.", ".5", "1e999", "9".repeat(80), "NaN", "0x10", " 1", "1,000"]) {
    assert.equal(exactNumber(text), null, text);
  }
});

test("rounding is exact, up or down at half, and never by more than a twentieth", () => {
  const round = (rounded: string, value: string) =>
    isRounded(exact(rounded), exact(value), rounded.split(".")[1]?.length ?? 0);
  assert.deepEqual([round("2.1", "2.05"), round("2.0", "2.05"), round("1.005", "1.005")], [
    true,
    true,
    true,
  ]);
  assert.deepEqual([round("-13.9", "-13.94"), round("13.9", "-13.94"), round("13.9", "13.951")], [
    true,
    false,
    false,
  ]);
  assert.deepEqual([round("2", "1.5"), round("0", "0.4"), round("0", "0"), round("12", "11.6")], [
    false,
    false,
    true,
    true,
  ]);
});

test("a pointer is resolved as RFC 6901 says", () => {
  const root = { "a/b": { "m~n": [10, { "": 0 }] } };
  const value = (pointer: string) => {
    const place = placeAt(root, pointer);
    return typeof place === "string" ? place : place.value;
  };
  assert.equal(value("/a~1b/m~0n/0"), 10);
  assert.equal(value("/a~1b/m~0n/1/"), 0);
  assert.equal(value(""), root);
  assert.equal(value(pointerTo("", "a/b")), root["a/b"]);
  for (
    const pointer of [
      "/a~1b/m~0n/00",
      "/a~1b/m~0n/-",
      "/a~1b/m~0n/length",
      "/__proto__",
      "/a~1b/m~0n/2",
    ]
  ) {
    assert.match(String(value(pointer)), /nothing at/, pointer);
  }
  assert.match(String(value("a")), /not a JSON pointer/);
  assert.match(String(value(`/${"a".repeat(600)}`)), /more than 500/);
});

test("units are the same under their names, and convert only by hundreds and powers of ten", () => {
  const same = (a: string | null, b: string | null) => sameUnit(unitOf(a), unitOf(b));
  assert.ok(
    same("x", null) && same("times", "ratio") && same("percent", "%") && same("GBX", "GBp"),
  );
  assert.ok(same("bn USD", "USD billion") && same("$", "USD") && same("USD per share", "USD"));
  assert.ok(
    same("shares", "Share") && same("€", "EUR") && same("Mio. EUR", "million EUR") &&
      same("$bn", "USD billion"),
  );
  assert.ok(
    !same("USD", "EUR") && !same("GBp", "GBP") && !same("%", "ratio") && !same("USD", "usd") &&
      !same("×100", "%"),
  );
  const power = (a: string, b: string) =>
    sameMeasure(unitOf(a), unitOf(b)) ? powerBetween(unitOf(a), unitOf(b)) : null;
  assert.deepEqual(
    [
      power("ratio", "%"),
      power("GBp", "GBP"),
      power("USD", "billion USD"),
      power("%", "bps"),
      power("USD", "EUR"),
    ],
    [2, -2, -9, 2, null],
  );
});

test("an answer with hostile figures is read within limits", () => {
  const long = "9".repeat(10_000);
  const given = [
    ...[null, 7, [], "text", { name: 1, value: "1" }, { name: "A" }, { name: "A", value: {} }],
    ...[{ name: "A", value: long }, { name: "A", value: "1e5" }, { name: "A", value: "NaN" }],
    {
      name: long,
      value: "1",
      unit: long,
      symbol: long,
      source: { call: long, pointer: `/${long}` },
    },
    {
      name: "B",
      value: "\u22121,234.5",
      source: [],
      derivation: { formula: long, inputs: Array(50).fill({ name: "a", call: "c", pointer: "" }) },
    },
  ];
  const [long1, second, ...rest] = figuresOf(given);
  assert.deepEqual(rest, []);
  assert.deepEqual([long1?.name.length, long1?.unit?.length, long1?.source?.pointer.length], [
    200,
    60,
    501,
  ]);
  assert.deepEqual([second?.value, second?.source, second?.derivation?.inputs.length], [
    "-1234.5",
    null,
    9,
  ]);
  assert.equal(figuresOf(Array(5_000).fill({ name: "A", value: "1" })).length, 200);
  assert.deepEqual(figuresOf({ length: 3 }), []);
});
