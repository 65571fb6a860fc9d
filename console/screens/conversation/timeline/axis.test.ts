import assert from "node:assert/strict";
import { test } from "node:test";
import { axisOf, positionOf, timeAt } from "./axis.ts";

test("without long idle times the axis is linear", () => {
  const parts = axisOf({ from: 0, to: 100 }, [{ from: 0, to: 60 }, { from: 65, to: 100 }]);
  assert.equal(parts.length, 1);
  assert.equal(positionOf(parts, 25), 0.25);
  assert.equal(timeAt(parts, 0.25), 25);
});

test("an idle time over a tenth of the view is compressed, and work has the width", () => {
  // Ten minutes of waiting between two seconds of work.
  const parts = axisOf({ from: 0, to: 602_000 }, [{ from: 0, to: 1_000 }, {
    from: 601_000,
    to: 602_000,
  }]);
  assert.deepEqual(parts.map(({ isGap }) => isGap), [false, true, false]);
  const [, gap] = parts;
  assert.ok(gap && Math.abs(gap.x1 - gap.x0 - 0.04) < 1e-9);
  assert.ok(Math.abs(positionOf(parts, 1_000) - 0.48) < 1e-9);
  assert.ok(Math.abs(positionOf(parts, 602_000) - 1) < 1e-9);
});

test("places and times are each other's inverse, also over gaps and at the edges", () => {
  const parts = axisOf({ from: 100, to: 1_100 }, [{ from: 150, to: 200 }, { from: 900, to: 950 }]);
  for (const at of [100, 160, 199, 500, 940, 1_100]) {
    assert.ok(Math.abs(timeAt(parts, positionOf(parts, at)) - at) < 1e-6, `${at}`);
  }
  assert.equal(positionOf(parts, 0), 0);
  assert.equal(timeAt(parts, 7), 1_100);
});

test("a view in which nothing runs at all is one gap", () => {
  const parts = axisOf({ from: 0, to: 10 }, []);
  assert.deepEqual(parts.map(({ isGap, x0 }) => [isGap, x0]), [[true, 0]]);
});
