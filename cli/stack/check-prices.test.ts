import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPrices } from "./check-prices.ts";

test("a start reports all faults of the price list, with the path of the file, before any process runs", async () => {
  const pricesFile = await Deno.makeTempFile();
  checkPrices({});
  await Deno.writeTextFile(
    pricesFile,
    '[{"model": "m", "from": "soon", "input": "1", "output": 2}]',
  );
  assert.throws(() => checkPrices({ pricesFile }), (error: Error) => {
    assert.match(error.message, /MODEL_PRICES=.*line 1: from.*\n.*MODEL_PRICES=.*line 1: output/);
    return true;
  });
  await Deno.remove(pricesFile);
  assert.throws(() => checkPrices({ pricesFile }), /cannot be read/);
});
