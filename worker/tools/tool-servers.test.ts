import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { sleep } from "../../protocol/async/sleep.ts";
import { startOddServer } from "./testing/odd-server.ts";
import { startSessionServer } from "./testing/session-server.ts";
import { ToolServers } from "./tool-servers.ts";
import { callTool } from "./use-tool.ts";

const idleMs = 200;
const tool = { name: "ping", inputSchema: { type: "object" } };

test(
  "an idle session is ended at the server; the next call opens another one",
  {
    timeout: 30_000,
  },
  async (t) => {
    const server = await startSessionServer();
    const servers = new ToolServers([server.entry], { idleMs });
    t.after(async () => {
      await servers.close();
      await server.close();
    });
    const ping = () =>
      servers.use("sessions", (client) => callTool(client, tool, { id: "call_1", args: {} }));
    await ping();
    await ping();
    assert.equal(server.opened(), 1);
    const called = performance.now();
    await once(server.ended(), "abort");
    const idle = performance.now() - called;
    assert.ok(idle >= idleMs * 0.9, `ended after ${idle} ms`);
    assert.deepEqual(await ping(), { content: [{ type: "text", text: "pong" }] });
    assert.equal(server.opened(), 2);
  },
);

test(
  "a listing does not keep an idle session open, and a session with a call in progress is not idle",
  {
    timeout: 30_000,
  },
  async (t) => {
    const server = await startSessionServer();
    const servers = new ToolServers([server.entry], { idleMs });
    t.after(async () => {
      await servers.close();
      await server.close();
    });
    await servers.use("sessions", async (client) => {
      await client.listTools();
      await sleep(3 * idleMs);
      assert.equal(server.ended().aborted, false);
    });
    const session = server.ended();
    const ended = once(session, "abort");
    // A listing that begins after the end opens another session.
    while (!session.aborted) {
      await servers.use("sessions", (client) => client.listTools(), { keepsOpen: false });
      await Promise.race([ended, sleep(idleMs / 4)]);
    }
  },
);

test("closing ends the sessions at the servers", { timeout: 30_000 }, async (t) => {
  const server = await startSessionServer();
  const servers = new ToolServers([server.entry]);
  t.after(() => server.close());
  await servers.use("sessions", (client) => client.listTools());
  await servers.close();
  assert.equal(server.ended().aborted, true);
});

test("a call whose session the server no longer knows is repeated once in a new session", async (t) => {
  const odd = await startOddServer();
  const servers = new ToolServers([odd.entry]);
  t.after(() => Promise.all([servers.close(), odd.close()]));
  const call = () =>
    servers.use(
      "odd",
      (client) => callTool(client, { ...tool, name: "plain" }, { id: "call_7", args: { n: 1 } }),
    );
  odd.dropSessions();
  await call();
  odd.dropSessions();
  assert.deepEqual(await call(), { content: [{ type: "text", text: "fine" }] });
  assert.equal(odd.calls.length, 2);
});

test("the id of a call is in every request, in the body and as a header, and how many turns are above it", async (t) => {
  const odd = await startOddServer();
  const servers = new ToolServers([odd.entry]);
  t.after(() => Promise.all([servers.close(), odd.close()]));
  await servers.use(
    "odd",
    (client) => callTool(client, { ...tool, name: "plain" }, { id: "call_7", args: {}, depth: 2 }),
  );
  assert.equal(odd.calls[0]?.meta["tramontane/callId"], "call_7");
  assert.equal(odd.calls[0]?.meta["tramontane/depth"], 2);
  assert.equal(odd.calls[0]?.idempotencyKey, "call_7");
});
