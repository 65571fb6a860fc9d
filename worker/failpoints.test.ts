import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { createFailpoint, FailpointError, parseFailpoints } from "./failpoints.ts";

test("there are no rules by default, and a malformed list is rejected", () => {
  assert.deepEqual(parseFailpoints(""), []);
  assert.equal(parseFailpoints("drop:nowhere:start:a"), null);
  assert.equal(parseFailpoints("burn:done:start:a"), null);
});

test("a paused call continues when the test answers, and is paused once", async () => {
  let asked = 0;
  const server = createServer((_, response) => (asked++, response.end()));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const pauseUrl = `http://127.0.0.1:${port}`;
  const failpoint = createFailpoint(parseFailpoints("pause:first_frame:start:a") ?? [], pauseUrl);
  const at = { fence: 1, kind: "start", agent: "a" } as const;
  await failpoint("first_frame", at);
  await failpoint("first_frame", at);
  assert.equal(asked, 1);
  server.closeAllConnections();
  server.close();
});

test("only the named call is dropped, and only in its first attempt", () => {
  const failpoint = createFailpoint(parseFailpoints("drop:done:start:a") ?? []);
  const at = { fence: 1, kind: "start", agent: "a" } as const;
  assert.throws(() => void failpoint("done", at), FailpointError);
  failpoint("done", { ...at, fence: 2 });
  failpoint("claimed", at);
  failpoint("done", { ...at, agent: "b" });
});
