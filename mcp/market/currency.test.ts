import assert from "node:assert/strict";
import { test } from "node:test";
import { amountCurrency, unitNote } from "./currency.ts";

test("with prices in a minor unit, amounts are in its currency", () => {
  const units = { GBp: "GBP", ILA: "ILS", ZAc: "ZAR", KWF: "KWD", USX: "USD" };
  for (const [unit, currency] of Object.entries(units)) {
    assert.equal(amountCurrency(unit), currency);
    assert.match(unitNote(unit) ?? "", new RegExp(`^${unit} is 1/1000? ${currency}`));
  }
});

test("a currency is its own amount currency and has no note", () => {
  for (const currency of ["USD", "GBP", "INR", "JPY", "ILS", "ZAR", null]) {
    assert.equal(amountCurrency(currency), currency);
    assert.equal(unitNote(currency), null);
  }
});
