import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { serveHealth } from "./health.ts";

test("a worker reports that it lives and whether each dependency is available; web pages are rejected", async (t) => {
  let database = false;
  const server = await serveHealth(0, () => Promise.resolve({ database, temporal: true }));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const get = async (path: string, headers = {}) => {
    const response = await fetch(`${url}${path}`, { headers });
    return [response.status, await response.json()];
  };
  assert.deepEqual(await get("/livez"), [200, { alive: true }]);
  const dependencies = { database: false, temporal: true };
  assert.deepEqual(await get("/readyz"), [503, { ready: false, dependencies }]);
  database = true;
  assert.equal((await get("/readyz"))[0], 200);
  assert.equal((await get("/livez", { origin: "https://example.org" }))[0], 403);
});
