import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Collector } from "../support/collector.ts";

const program = new URL("../support/traced-server.ts", import.meta.url);

test("a request is one exported span, named by its route, without link or query", async () => {
  await using collector = new Collector();
  await using server = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", "--no-check", fileURLToPath(program)],
    env: { ...collector.env(), OTEL_DENO: "true", OTEL_TRACES_SAMPLER: "parentbased_always_on" },
    stdout: "piped",
  }).spawn();
  const { value } = await server.stdout.pipeThrough(new TextDecoderStream()).values().next();
  const at = `http://127.0.0.1:${Number(value)}`;
  for (const path of ["/files/file_1/sekret", "/graphql?query=sekret"]) {
    assert.equal(await (await fetch(at + path)).text(), "ok");
  }
  const counted = (c: Collector) =>
    c.metrics.find((m) => m.name === "http.server.request.duration")?.points.length;
  await collector.until("Deno's own metric of requests", counted);
  const [, last] = await collector.until("both spans", (c) => c.spans.length >= 2 && c.spans);
  assert.ok(last);
  const names = collector.spans.map((span) => span.name);
  assert.deepEqual(names, ["GET /files/{link}", "GET /graphql"]);
  assert.ok(!collector.bodies.join().includes("sekret"));
  server.kill();
});
