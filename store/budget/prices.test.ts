import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { ratesNow, usePrices, usePricesOf } from "./prices.ts";

const list = JSON.stringify([{ model: "m", from: "2020-01-01", input: "1", output: "2" }]);
const read = () => Promise.resolve(list);
afterEach(() => usePrices([]));

test("nothing costs anything at an emulated provider, whatever the model", async () => {
  await usePricesOf({ path: null, provider: "emulator" }, read);
  assert.deepEqual(ratesNow("mistral-medium-latest"), { input: 0, output: 0 });
  assert.deepEqual(ratesNow("a model without a price"), { input: 0, output: 0 });
});

test("a list that is given counts for an emulated provider, too, so that limits of money can be tried", async () => {
  await usePricesOf({ path: "prices.json", provider: "emulator" }, read);
  assert.deepEqual(ratesNow("m"), { input: 1_000, output: 2_000 });
  assert.equal(ratesNow("a model without a price"), null);
});

test("a real provider has the built-in prices, and none for other models", async () => {
  await usePricesOf({ path: null, provider: "mistral" }, read);
  assert.deepEqual(ratesNow("mistral-medium-latest"), { input: 400, output: 2_000 });
  assert.equal(ratesNow("a model without a price"), null);
});
