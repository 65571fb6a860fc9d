import assert from "node:assert/strict";
import { test } from "node:test";
import { getPrompt } from "./get-prompt.ts";
import { listingFailure, untilNext } from "./list-tools.ts";
import { startOldServer } from "./testing/old-server.ts";
import { ToolServers } from "./tool-servers.ts";

test("servers are asked again after a minute or so, silent ones within 3 s however long they were, never in step", () => {
  assert.deepEqual([untilNext(true, 0), untilNext(true, 1)], [54_000, 66_000]);
  assert.deepEqual([untilNext(false, 0), untilNext(false, 1)], [1_800, 2_200]);
});

test("why a listing failed is told in our words", () => {
  assert.equal(listingFailure(new TypeError("fetch failed: secret")).code, "UNAVAILABLE");
  assert.equal(listingFailure(Object.assign(new Error("x"), { status: 401 })).code, "REFUSED");
  assert.doesNotMatch(listingFailure(new TypeError("secret")).message, /secret/);
});

test("a server of the 2025 revision with sessions is heard when it says that its lists changed", async (t) => {
  const old = await startOldServer();
  const servers = new ToolServers([old.entry]);
  t.after(async () => {
    await servers.close();
    await old.close();
  });
  const heard = new Promise<string>((resolve) => servers.onListChanged(resolve));
  const names = async () => {
    const { tools } = await servers.use(old.entry.name, (client) => client.listTools());
    return tools.map((tool) => tool.name);
  };
  assert.deepEqual(await names(), ["first"]);
  await old.listening;
  old.addTool("second");
  assert.equal(await heard, old.entry.name);
  assert.deepEqual(await names(), ["first", "second"]);
  assert.equal(old.lastHeader("x-api-key"), "k");
});

test("a prompt is fetched, and what goes wrong is typed", async (t) => {
  const old = await startOldServer();
  const dead = { ...old.entry, name: "dead", url: "http://127.0.0.1:9/" };
  const servers = new ToolServers([old.entry, dead]);
  t.after(async () => {
    await servers.close();
    await old.close();
  });
  const { signal } = new AbortController();
  const ask = async (server: string, name: string, args: Record<string, string>) => {
    const got = await getPrompt(servers, { server, name, arguments: args }, signal, 5_000);
    return got.ok ? got.text : `${got.reason}${got.retryable ? ", may be gone" : ""}`;
  };
  assert.equal(await ask("old", "greet", { who: "Ada" }), "Be kind to Ada.");
  assert.equal(await ask("old", "greet", {}), "bad_arguments");
  assert.equal(await ask("old", "sing", {}), "unknown_prompt");
  assert.equal(await ask("older", "greet", {}), "unknown_server");
  assert.equal(await ask("dead", "greet", {}), "unavailable, may be gone");
  const hung = await getPrompt(
    servers,
    { server: "old", name: "hang", arguments: {} },
    signal,
    100,
  );
  assert.equal(hung.ok ? "" : hung.reason, "timed_out");
});
