import assert from "node:assert/strict";
import { test } from "node:test";
import { editDistance, nearest } from "./edit-distance.ts";

test("inserted, removed, replaced and exchanged letters are counted", () => {
  const cases: [string, string, number][] = [
    ["", "", 0],
    ["PORT", "", 4],
    ["PORT", "PORT", 0],
    ["PORT", "PORTS", 1],
    ["PRT", "PORT", 1],
    ["PART", "PORT", 1],
    ["PROT", "PORT", 1],
    ["kitten", "sitting", 3],
  ];
  for (const [a, b, far] of cases) {
    assert.equal(editDistance(a, b), far, `${a} ${b}`);
    assert.equal(editDistance(b, a), far, `${b} ${a}`);
  }
});

test("the nearest word is found regardless of case and hyphens, and none where all are too far", () => {
  const words = ["PORT", "HOST", "MISTRAL_API_KEY", "DATABASE_URL"];
  assert.equal(nearest("port", words), "PORT");
  assert.equal(nearest("MISTRAL-API-KEY", words), "MISTRAL_API_KEY");
  assert.equal(nearest("MISTRAL_KEY", words), "MISTRAL_API_KEY");
  assert.equal(nearest("MISTRALAPIKEY", words), "MISTRAL_API_KEY");
  assert.equal(nearest("DATABSE_URl", words), "DATABASE_URL");
  assert.equal(nearest("UNRELATED", words), undefined);
  assert.equal(nearest("DATBASE_UR", words, 1), undefined);
});
