import assert from "node:assert/strict";
import { test } from "node:test";
import { ownNode } from "../cli/stack/node/find-node.ts";

const path = (file: string) => new URL(`support/${file}`, import.meta.url).pathname;

test("the Temporal client on this Deno survives the GOAWAYs that servers send routinely", async () => {
  const server = new Deno.Command((await ownNode()).path, {
    args: [path("goaway-server.mjs")],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { port } = JSON.parse((await lines.read()).value ?? "{}") as { port: number };
  // Three at once: a Deno with the bug crashes in about every second run.
  const clients = await Promise.all([1, 2, 3].map(() => runClient(port)));
  await server.stdin.close();
  const { goaways } = JSON.parse((await lines.read()).value ?? "{}") as { goaways: number };
  await server.status;
  for (const { code, stdout, stderr } of clients) {
    assert.equal(code, 0, new TextDecoder().decode(stderr));
    const { calls } = JSON.parse(new TextDecoder().decode(stdout)) as { calls: number };
    assert.ok(calls >= 20, `${calls} calls were answered`);
  }
  assert.ok(goaways >= 15, `${goaways} GOAWAYs were sent`);
});

function runClient(port: number): Promise<Deno.CommandOutput> {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", path("goaway-client.ts"), `127.0.0.1:${port}`],
    signal: AbortSignal.timeout(90_000),
  }).output();
}
