import assert from "node:assert/strict";
import { test } from "node:test";
import { choosePorts, findFreePort, isPortFree, loadPorts } from "./ports.ts";

const counter = (from: number) => () => from++;

test("a port that is still free is used again", () => {
  const ports = choosePorts(["mcp"], { mcp: 5001 }, () => true, counter(6000));
  assert.deepEqual(ports, { mcp: 5001 });
});

test("a port that another process uses now is replaced", () => {
  const ports = choosePorts(["mcp"], { mcp: 5001 }, (port) => port !== 5001, counter(6000));
  assert.deepEqual(ports, { mcp: 6000 });
});

test("no two names share a port", () => {
  const kept = { a: 5001, b: 5001 };
  const ports = choosePorts(["a", "b", "c"], kept, () => true, counter(5001));
  assert.equal(new Set(Object.values(ports)).size, 3);
});

test("a folder has the same ports at the next start", async () => {
  const home = await Deno.makeTempDir();
  const first = loadPorts(home, ["a", "b"]);
  assert.deepEqual(loadPorts(home, ["a", "b"]), first);
});

test("a port with a listener is not free", () => {
  const port = findFreePort();
  assert.equal(isPortFree(port), true);
  using _ = Deno.listen({ hostname: "127.0.0.1", port });
  assert.equal(isPortFree(port), false);
});
