import assert from "node:assert/strict";
import { test } from "node:test";
import { startOptions } from "./options.ts";

test("without arguments one worker and one API run in the foreground", () => {
  assert.deepEqual(startOptions([]), {
    detach: false,
    offline: false,
    ui: false,
    logs: false,
    help: false,
    instances: { worker: 1, api: 1 },
  });
});

test("workers and APIs are counted; what is no count from 1 to 8 is told by name", () => {
  const { instances } = startOptions(["--workers", "3", "--apis=2", "--detach"]);
  assert.deepEqual(instances, { worker: 3, api: 2 });
  assert.throws(() => startOptions(["--workers", "0"]), /--workers is "0"/);
  assert.throws(() => startOptions(["--apis", "many"]), /--apis is "many"/);
});

test("an unknown argument is named, with the known ones", () => {
  for (const unknown of [["--detatch"], ["now"], ["--workers"]]) {
    assert.throws(() => startOptions(unknown), (error: Error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, /detatch|now|workers/);
      assert.match(error.message, /deno(@2\.9\.3)? task start \[--detach\]/);
      return true;
    });
  }
});
