import assert from "node:assert/strict";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { test } from "node:test";
import type { Client } from "@modelcontextprotocol/client";
import { getPrompt } from "./get-prompt.ts";
import { listingFailure, untilNext } from "./refresh-tools.ts";
import { listServer } from "./list-server.ts";
import { startOddServer } from "./testing/odd-server.ts";
import { startOldServer } from "./testing/old-server.ts";
import { ToolServers } from "./tool-servers.ts";

test("servers are listed again after about a minute, failed ones within 3 s after any outage, at random times", () => {
  assert.deepEqual([untilNext(true, 0), untilNext(true, 1)], [54_000, 66_000]);
  assert.deepEqual([untilNext(false, 0), untilNext(false, 1)], [1_800, 2_200]);
});

test("a failed listing reports the cause without the server's own text", async (t) => {
  const causeOf = async (instead: (response: ServerResponse) => void) => {
    const odd = await startOddServer({ instead: (_, response) => (instead(response), true) });
    const servers = new ToolServers([odd.entry]);
    t.after(() => Promise.all([servers.close(), odd.close()]));
    const limits = { timeout: 2_000, signal: AbortSignal.timeout(2_000) };
    const listed = servers.use("odd", (client) => listServer(client, odd.entry, limits));
    return listingFailure(await listed.then(() => assert.fail(), (error: unknown) => error));
  };
  const to = (status: number, headers = {}, body = "secret") => (response: ServerResponse) =>
    void response.writeHead(status, headers).end(body);
  const json = { "content-type": "application/json" };
  const causes: [(response: ServerResponse) => void, string, RegExp][] = [
    [to(404), "REFUSED", /HTTP 404/],
    [to(405), "REFUSED", /HTTP 405/],
    [to(401), "REFUSED", /refuses our token or headers/],
    [to(403), "REFUSED", /HTTP 403/],
    [to(500), "UNAVAILABLE", /HTTP 500/],
    [
      to(307, { location: "/mcp/?key=secret" }),
      "REFUSED",
      /redirects to http.*\/mcp\/ \(HTTP 307\)/,
    ],
    [to(200, { "content-type": "text/html" }), "REFUSED", /answered with text\/html/],
    [to(200, { "content-type": "text/plain" }, '{"jsonrpc":"2.0"}'), "REFUSED", /text\/plain/],
    [to(200), "REFUSED", /no content type/],
    [to(200, json, "{secret"), "REFUSED", /not JSON/],
    [to(200, json, '{"jsonrpc":"2.0","id":"secret","result":{}}'), "REFUSED", /another request/],
    [to(200, json, ""), "REFUSED", /answered with nothing/],
    [to(202), "REFUSED", /HTTP 202/],
    [(response) => void response.destroy(), "UNAVAILABLE", /broke the connection off/],
  ];
  for (const [instead, code, cause] of causes) {
    const failure = await causeOf(instead);
    assert.match(failure.message, cause);
    assert.equal(failure.code, code, failure.message);
    assert.doesNotMatch(failure.message, /secret/);
  }
});

test("an unreachable server is reported with the cause", async (t) => {
  const tls = createServer((socket) => socket.end("no TLS here")).listen(0, "127.0.0.1");
  await once(tls, "listening");
  t.after(() => tls.close());
  const port = (tls.address() as AddressInfo).port;
  const causes: [string, RegExp][] = [
    [`https://127.0.0.1:${port}/`, /TLS/],
    ["https://no-such-host.invalid/", /name that cannot be resolved/],
  ];
  for (const [url, cause] of causes) {
    const entry = { ...noServer, url };
    const servers = new ToolServers([entry]);
    const limits = { timeout: 2_000, signal: AbortSignal.timeout(2_000) };
    const listed = servers.use(entry.name, (client) => listServer(client, entry, limits));
    const error: unknown = await listed.then(() => assert.fail(), (e: unknown) => e);
    assert.match(listingFailure(error).message, cause);
    await servers.close();
  }
});

const noServer = {
  name: "none",
  url: "",
  bearer: null,
  headers: {},
  tools: null,
  policy: null,
  allowPrivate: true,
};

test("an announcement of changed lists by a server of the 2025 revision with sessions is received", async (t) => {
  const old = await startOldServer();
  const servers = new ToolServers([old.entry]);
  t.after(async () => {
    await servers.close();
    await old.close();
  });
  const heard = new Promise<string>((resolve) => servers.onListChanged(resolve));
  const names = async () => {
    const limits = { timeout: 5_000, signal: AbortSignal.timeout(5_000) };
    const listed = (client: Client) => listServer(client, old.entry, limits);
    const { tools } = await servers.use(old.entry.name, listed);
    return tools.map((tool) => tool.name);
  };
  assert.deepEqual(await names(), ["first"]);
  await old.listening;
  old.addTool("second");
  assert.equal(await heard, old.entry.name);
  assert.deepEqual(await names(), ["first", "second"]);
  assert.equal(old.lastHeader("x-api-key"), "k");
});

test("a prompt is fetched, and failures have a reason", async (t) => {
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
