import assert from "node:assert/strict";
import { test } from "node:test";

const path = (file: string) => new URL(`support/${file}`, import.meta.url).pathname;

test("the Temporal client on this Deno lives through the GOAWAYs that servers send as routine", async () => {
  const server = new Deno.Command("node", {
    args: [path("goaway-server.mjs")],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { port } = JSON.parse((await lines.read()).value ?? "{}") as { port: number };
  const client = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", path("goaway-client.ts"), `127.0.0.1:${port}`],
    signal: AbortSignal.timeout(30_000),
  }).output();
  await server.stdin.close();
  const { goaways } = JSON.parse((await lines.read()).value ?? "{}") as { goaways: number };
  await server.status;
  assert.equal(client.code, 0, new TextDecoder().decode(client.stderr));
  const { calls } = JSON.parse(new TextDecoder().decode(client.stdout)) as { calls: number };
  assert.ok(goaways >= 5, `${goaways} GOAWAYs were sent`);
  assert.ok(calls >= 20, `${calls} calls were answered`);
});
