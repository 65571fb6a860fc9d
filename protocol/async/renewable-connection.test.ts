import assert from "node:assert/strict";
import { test } from "node:test";
import { RenewableConnection } from "./renewable-connection.ts";

function counted(times: { silence: number; between: number }) {
  const closed: number[] = [];
  let opened = 0;
  return { closed, renewed: new RenewableConnection(() => ++opened, (c) => closed.push(c), times) };
}

test("a connection without answers is replaced, and then closed", () => {
  const { renewed, closed } = counted({ silence: 0, between: 0 });
  assert.equal(renewed.current, 1);
  renewed.unanswered();
  assert.equal(renewed.current, 2);
  assert.deepEqual(closed, [1]);
});

test("a connection with a recent answer stays, and so does one that was just opened", () => {
  const lately = counted({ silence: 60_000, between: 0 });
  lately.renewed.answered();
  lately.renewed.unanswered();
  assert.equal(lately.renewed.current, 1);
  const young = counted({ silence: 0, between: 60_000 });
  young.renewed.unanswered();
  assert.equal(young.renewed.current, 1);
});
