import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../command/command.ts";
import { parseArguments } from "../command/parse-arguments.ts";
import { evalsArguments, evalsOptions } from "./options.ts";

const optionsOf = (args: string[]) => evalsOptions(parseArguments(evalsArguments, args));

test("without options the stored runs of all cases are scored", () => {
  const { mode, cases, parallel, judge } = optionsOf([]);
  assert.deepEqual([mode, cases, parallel, judge], [{ of: "stored", run: null }, [], 2, null]);
});

test("one run, new ones, or two aliases", () => {
  assert.deepEqual(optionsOf(["--run", "r1"]).mode, { of: "stored", run: "r1" });
  assert.deepEqual(optionsOf(["a", "--fresh", "--alias=canary"]).mode, {
    of: "fresh",
    alias: "canary",
  });
  const compared = optionsOf(["--compare", "stable", "canary", "a", "--no-judge"]);
  assert.deepEqual(compared.mode, { of: "compare", aliases: ["stable", "canary"] });
  assert.deepEqual([compared.cases, compared.judge], [["a"], false]);
});

test("options that exclude each other are refused with the usage line", () => {
  const call = () => optionsOf(["--fresh", "--run", "--compare", "a", "--parallel", "99", "--x"]);
  assert.throws(call, (error: unknown) => {
    assert.ok(error instanceof UsageError);
    for (
      const expected of [
        /unknown option --x/,
        /--run has no value/,
        /exclude each other/,
        /two aliases/,
      ]
    ) assert.match(error.message, expected);
    assert.match(error.message, /--parallel is 99[^]*Usage/);
    return true;
  });
});
