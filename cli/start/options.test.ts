import assert from "node:assert/strict";
import { test } from "node:test";
import { parseArguments } from "../command/parse-arguments.ts";
import { startArguments, startOptions } from "./options.ts";

const optionsOf = (...args: string[]) => startOptions(parseArguments(startArguments, args).values);

test("without arguments one worker and one API run in the foreground", () => {
  assert.deepEqual(optionsOf(), {
    detach: false,
    offline: false,
    ui: false,
    logs: false,
    instances: { worker: 1, api: 1 },
  });
});

test("there may be 1 to 8 workers and APIs; any other number is refused by its option", () => {
  const { instances } = optionsOf("--workers", "3", "--apis=2", "--detach");
  assert.deepEqual(instances, { worker: 3, api: 2 });
  assert.throws(() => optionsOf("--workers", "0"), /--workers is 0/);
  assert.throws(() => optionsOf("--apis", "many"), /--apis is many/);
});

test("an unknown argument is named, with the known ones", () => {
  for (const unknown of [["--detatch"], ["now"], ["--workers"]]) {
    assert.throws(() => optionsOf(...unknown), (error: Error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, /detatch|now|workers/);
      assert.match(error.message, /deno(@2\.9\.3)? task start \[--detach\]/);
      return true;
    });
  }
});
