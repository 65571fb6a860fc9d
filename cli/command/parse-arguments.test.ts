import assert from "node:assert/strict";
import { test } from "node:test";
import { type CommandSpec, UsageError } from "./command.ts";
import { serverOption } from "../graphql-address.ts";
import { helpText } from "./help.ts";
import { parseArguments } from "./parse-arguments.ts";

const command = {
  name: "logs",
  summary: "Shows logs",
  words: "[part...]",
  options: {
    follow: { type: "flag", short: "f", description: "keep reading" },
    lines: {
      type: "integer",
      short: "n",
      example: "50",
      min: 1,
      default: 50,
      description: "lines of each part",
    },
    url: { type: "text", example: "URL", description: "address" },
    compare: { type: "text", example: "a b", values: 2, description: "two aliases" },
  },
} as const satisfies CommandSpec;

const research = {
  name: "research",
  summary: "Researches a question",
  options: { server: serverOption },
} as const satisfies CommandSpec;

const faultsOf = (...args: string[]) => {
  try {
    parseArguments(command, args);
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message.split("\n");
  }
  return assert.fail("the arguments were accepted");
};

test("options may be anywhere, with a space or =, and words keep their order", () => {
  const { values, words } = parseArguments(command, ["api", "--url=x=y", "-n", "7", "mcp", "-f"]);
  assert.deepEqual(words, ["api", "mcp"]);
  assert.deepEqual(values, { follow: true, lines: 7, url: "x=y", compare: null });
  assert.equal(parseArguments(command, []).values.lines, 50);
  assert.equal(parseArguments(command, ["-n7"]).values.lines, 7);
});

test("an option with two values takes two words", () => {
  const { values, words } = parseArguments(command, ["--compare", "a", "b", "c"]);
  assert.deepEqual([values.compare, words], [["a", "b"], ["c"]]);
});

test("the value of an option is read by the option, and an invalid one is refused with the example", () => {
  const { values } = parseArguments(research, ["--server", "http://127.0.0.1:4000"]);
  assert.equal(values.server, "http://127.0.0.1:4000/graphql");
  assert.throws(
    () => parseArguments(research, ["--server=4000"]),
    /--server is 4000; use a value such as http:\/\/127\.0\.0\.1:4000\/graphql/,
  );
});

test("what follows -- is a word", () => {
  assert.deepEqual(parseArguments(command, ["--", "--url"]).words, ["--url"]);
});

test("an unknown option gets the nearest name, and all faults are reported with the usage line", () => {
  const faults = faultsOf("--folow", "--lines", "many", "--follow=1", "--url", "--zzzzzzzz");
  assert.deepEqual(faults.slice(0, -1), [
    "unknown option --folow; did you mean --follow?",
    "--follow takes no value",
    "unknown option --zzzzzzzz",
    "--lines is many; use a whole number of at least 1",
    "--url has no value",
  ]);
  assert.match(faults.at(-1) ?? "", /^Usage: .* task logs \[part\.\.\.\] \[--follow\]/);
});

test("--help lists every option with its default", () => {
  const text = helpText(command);
  assert.match(text, /task logs \[part\.\.\.\] .*\n\nShows logs\.\n/);
  assert.match(text, /\n {2}-n, --lines 50 +lines of each part; default 50/);
});
