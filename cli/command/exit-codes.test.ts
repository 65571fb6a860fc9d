import assert from "node:assert/strict";
import { test } from "node:test";
import { repositoryRoot } from "../stack/paths.ts";

async function tramontane(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "cli/main.ts", ...args],
    cwd: repositoryRoot,
  }).output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

test("an unknown option, or a number that is none, ends a command with 2 and the usage line", async () => {
  for (const args of [["--foo"], ["-n", "many"]]) {
    const { code, stderr } = await tramontane("logs", ...args);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /(--foo|--lines is many).*\nUsage: .* task logs/);
    assert.doesNotMatch(stderr, /\n {4}at /);
  }
});

test("a command without arguments refuses all of them, by name", async () => {
  const { code, stderr } = await tramontane("status", "--json", "x");
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^unknown option --json\nunexpected argument: x\nUsage: .* task status\n/,
  );
});

test("an unknown command gets the nearest name, and --help lists all", async () => {
  const { code, stderr } = await tramontane("stats");
  assert.deepEqual([code, stderr], [2, "unknown command stats; did you mean status?\n"]);
  const help = await tramontane("--help");
  assert.equal(help.code, 0);
  assert.match(help.stdout, /\n {2}start +Starts .*\n {2}status +Shows /);
});

test("an example needs its name, and a service that runs", async () => {
  const unknown = await tramontane("example", "react");
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /^the first argument must be one of react-chat, /);
  const alone = await tramontane("example", "react-chat", "--url", "http://127.0.0.1:1");
  assert.equal(alone.code, 1);
  assert.match(alone.stderr, /^No server is ready at http:\/\/127.0.0.1:1\/graphql: .*\nStart it /);
});
