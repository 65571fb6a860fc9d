import assert from "node:assert/strict";
import { test } from "node:test";

const root = new URL("../../", import.meta.url).pathname;

test("the demo kills the worker during an answer and shows that nothing was lost, doubled or paid twice", async () => {
  const home = await Deno.makeTempDir({ prefix: "tramontane-demo-" });
  const demo = (script: string, ...args: string[]) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "cli/main.ts", script, ...args],
      cwd: root,
      env: { TRAMONTANE_HOME: home, MISTRAL_API_KEY: "", MARKET_DATA: "sample" },
      stdin: "null",
      signal: AbortSignal.timeout(180_000),
    }).output();
  const { code, stdout, stderr } = await demo("demo");
  const said = new TextDecoder().decode(stdout);
  assert.equal(code, 0, said + new TextDecoder().decode(stderr));
  assert.match(said, /KILL {4}worker/);
  assert.match(said, /0 events lost, 0 doubled, \d+ model calls, paid twice: 0/);
  assert.match(
    said,
    /console, after `.*start`: http:\S+\/console\/conversations\/conversation_\w+/,
  );
  assert.equal((await demo("reset", "--yes")).code, 0);
});
