import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf } from "./place.ts";

const read = (address: string) => {
  const given = new URLSearchParams(address);
  return placeOf((name) => given.get(name));
};

test("an address names a view, a turn, an entry and an event", () => {
  assert.deepEqual(read("turn=3&entry=msg_1&at=142&view=timeline"), {
    ...{ view: "timeline", turn: 3, entry: "msg_1", at: 142 },
  });
});

test("an address without a place, or with none that can be, shows the newest transcript", () => {
  const newest = { view: "transcript", turn: null, entry: null, at: null };
  assert.deepEqual(read(""), newest);
  assert.deepEqual(read("view=x&turn=-1&at=1e9"), newest);
});
