import assert from "node:assert/strict";
import { test } from "node:test";
import { parseArguments } from "../command/parse-arguments.ts";
import { quotasArguments, quotaTask } from "./arguments.ts";

const read = (line: string) => quotaTask(parseArguments(quotasArguments, line.split(" ")));

test("set reads counts, amounts in billionths of a USD, and none", () => {
  const line = "set --tenant acme turnsInFlight=50 costPerDay=2.5 pointsPerDay=none";
  assert.deepEqual(read(line), {
    ...{ task: "set", tenant: "acme" },
    limits: { turnsInFlight: 50, costPerDay: 2_500_000_000, pointsPerDay: null },
  });
  assert.deepEqual(read("show --tenant acme"), { task: "show", tenant: "acme" });
});

test("all faults are named at once", () => {
  const faults: [string, RegExp][] = [
    ["", /say show or set[^]*--tenant/],
    ["set --tenant acme", /set needs a limit/],
    [
      "set --tenant acme turns=5 turnsInFlight=0 costPerDay=x",
      /turns=5[^]*turnsInFlight=50[^]*costPerDay=25/,
    ],
    ["show --tenant acme turnsInFlight=5", /show takes no limits/],
    ["set --tenant ../x turnsInFlight=5", /tenant/],
  ];
  for (const [line, message] of faults) assert.throws(() => read(line), message, line);
});
