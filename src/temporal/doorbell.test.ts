import assert from "node:assert/strict";
import { test } from "node:test";
import { doorbell } from "./doorbell.ts";

function held() {
  const begun: string[] = [];
  const release: (() => void)[] = [];
  const ringOne = (key: string) => {
    begun.push(key);
    return new Promise<void>((resolve) => release.push(resolve));
  };
  return { begun, release, ringOne };
}

test("rings are bounded in number, and all are made in the end", async () => {
  const { begun, release, ringOne } = held();
  const bell = doorbell(ringOne, { parallel: 2, onDropped: () => {} });
  for (const key of ["a", "b", "c", "d"]) bell.ring(key);
  assert.deepEqual(begun, ["a", "b"]);
  const idle = bell.idle();
  while (begun.length < 4) {
    release.shift()?.();
    await Promise.resolve().then(() => {}).then(() => {});
  }
  release.forEach((r) => r());
  await idle;
  assert.deepEqual(begun, ["a", "b", "c", "d"]);
});

test("a key that waits is rung once; one that is ringing is rung again", () => {
  const { begun, ringOne } = held();
  const bell = doorbell(ringOne, { parallel: 2, onDropped: () => {} });
  for (const key of ["a", "a", "b", "b"]) bell.ring(key);
  assert.deepEqual(begun, ["a", "a"]);
});

test("what finds no room is dropped aloud", () => {
  const { ringOne } = held();
  const dropped: string[] = [];
  const bell = doorbell(ringOne, { parallel: 1, waiting: 1, onDropped: (k) => dropped.push(k) });
  for (const key of ["a", "b", "c"]) bell.ring(key);
  assert.deepEqual(dropped, ["c"]);
});
