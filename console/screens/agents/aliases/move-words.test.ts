import assert from "node:assert/strict";
import { test } from "node:test";
import { moveWords } from "./move-words.ts";

test("a move of stable affects conversations that name no version", () => {
  assert.deepEqual(moveWords({ alias: "stable", from: 3, to: 2 }, 3), [
    "New conversations that name no version, or the alias stable, start with version 2 instead of 3.",
    "Open conversations keep the version that they started with.",
  ]);
  assert.match(
    moveWords({ alias: "stable", from: 3, to: null }, 4)[0] ?? "",
    /the latest one, 4\./,
  );
});

test("another alias affects those that name it; no move affects none", () => {
  assert.match(
    moveWords({ alias: "beta", from: null, to: 2 }, 2)[0] ?? "",
    /alias beta start with version 2\./,
  );
  assert.match(moveWords({ alias: "beta", from: 2, to: null }, 2)[0] ?? "", /are refused/);
  assert.deepEqual(moveWords({ alias: "beta", from: 2, to: 2 }, 2), []);
});
