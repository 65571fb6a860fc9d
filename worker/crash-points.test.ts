import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { crashAt, CrashError, parseCrashPoints } from "./crash-points.ts";

test("nothing is ordered by default, and what cannot be read is refused", () => {
  assert.deepEqual(parseCrashPoints(""), []);
  assert.equal(parseCrashPoints("drop:nowhere:start:a"), null);
  assert.equal(parseCrashPoints("burn:done:start:a"), null);
});

test("a call that is held goes on when the gate answers, and is held once", async () => {
  let asked = 0;
  const server = createServer((_, response) => (asked++, response.end()));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const gate = `http://127.0.0.1:${port}`;
  const reach = crashAt(parseCrashPoints("hold:first_frame:start:a") ?? [], gate);
  const at = { fence: 1, kind: "start", agent: "a" } as const;
  await reach("first_frame", at);
  await reach("first_frame", at);
  assert.equal(asked, 1);
  server.closeAllConnections();
  server.close();
});

test("only the ordered call dies, and only at its first attempt", () => {
  const reach = crashAt(parseCrashPoints("drop:done:start:a") ?? []);
  const at = { fence: 1, kind: "start", agent: "a" } as const;
  assert.throws(() => void reach("done", at), CrashError);
  reach("done", { ...at, fence: 2 });
  reach("claimed", at);
  reach("done", { ...at, agent: "b" });
});
