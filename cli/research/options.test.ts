import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../command/command.ts";
import { parseArguments } from "../command/parse-arguments.ts";
import { researchArguments, researchOptions } from "./options.ts";

const optionsOf = (args: string[]) => researchOptions(parseArguments(researchArguments, args));

test("the question may be several words, and options may be anywhere, with = or without", () => {
  const args = ["How", "is", "NVDA?", "--symbols", "nvda, amd", "--searches=3", "--revisions", "0"];
  assert.deepEqual(optionsOf(args), {
    question: "How is NVDA?",
    symbols: ["NVDA", "AMD"],
    searches: 3,
    revisions: 0,
  });
});

test("all faults of the arguments are reported at once, with the usage line", () => {
  const call = () => optionsOf(["--searches", "21", "--url", "4000", "--colour", "--language"]);
  assert.throws(call, (error: unknown) => {
    assert.ok(error instanceof UsageError);
    for (
      const expected of [/question is missing/, /--searches is 21/, /--url is 4000/, /--colour/]
    ) {
      assert.match(error.message, expected);
    }
    assert.match(error.message, /--language has no value[^]*Usage/);
    return true;
  });
});
