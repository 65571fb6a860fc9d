import assert from "node:assert/strict";
import { test } from "node:test";
import { mentionsOf } from "./mentions.ts";

const mentions = mentionsOf([
  { symbol: "NVDA", name: "NVIDIA Corporation" },
  { symbol: "AMD", name: "Advanced Micro Devices, Inc." },
  { symbol: "BRK-B", name: "Berkshire Hathaway Inc. Class B" },
  { symbol: "^GSPC", name: null },
  { symbol: "A", name: "Agilent Technologies, Inc." },
  { symbol: "KO", name: "Coca-Cola Company (The)" },
  { symbol: "X", name: "X Corp" },
]);

test("a security is mentioned by its symbol or by its name without the legal form", () => {
  assert.deepEqual(mentions("Price, NVDA (close)"), ["NVDA"]);
  assert.deepEqual(mentions("Nvidia's margin and that of Advanced Micro Devices"), ["NVDA", "AMD"]);
  assert.deepEqual(mentions("| Price, BRK-B | 480 |"), ["BRK-B"]);
  assert.deepEqual(mentions("Berkshire Hathaway's cash"), ["BRK-B"]);
  assert.deepEqual(mentions("^GSPC, the Coca-Cola Company and AMD's rivals"), [
    "AMD",
    "^GSPC",
    "KO",
  ]);
  assert.deepEqual(mentions("Price of A"), ["A"]);
});

test("parts of words, articles and short names are no mentions", () => {
  assert.deepEqual(mentions("AMDOCS, a KOREAN firm, and xNVIDIAx"), []);
  assert.deepEqual(mentions("A price, X marks it"), []);
  assert.deepEqual(mentions("micro devices"), []);
});
