import assert from "node:assert/strict";
import { test } from "node:test";
import { localPrincipal } from "../../protocol/auth/principal.ts";
import type { Requester } from "../auth/requester.ts";
import { createHandler, type HandlerParts } from "./handler.ts";
import { problem } from "./problem.ts";

const own = "127.0.0.1:4000";
let databaseUp = true;
let stopping = false;
const starting = { phase: "starting", parts: { temporal: { state: "starting" } } };
const routed: string[] = [];
let requester: Requester | Response = { principal: localPrincipal, reason: null, address: null };
const parts: HandlerParts = {
  requester: () => Promise.resolve(requester),
  graphql: (request) => (routed.push(request.method), new Response("graph")),
  graphiql: () => (routed.push("graphiql"), Promise.resolve(new Response("a page"))),
  report: () => (routed.push("report"), Promise.resolve(new Response("report"))),
  file: () => Promise.resolve(new Response("a file")),
  bridge: (_, request) => (routed.push("bridge"), Promise.resolve(new Response(request.url))),
  hosts: () => [own],
  isStopping: () => stopping,
  probes: [
    { name: "database", needed: true, isUp: () => Promise.resolve(databaseUp) },
    { name: "temporal", needed: false, isUp: () => Promise.resolve(false) },
  ],
  console: () => (routed.push("console"), Promise.resolve(new Response("the console"))),
  start: () => Promise.resolve(starting),
};
const handler = createHandler(parts);
const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  handler.answer(requestTo(path, headers, method));
const requestTo = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  new Request(`http://${own}${path}`, { method, headers: { host: own, ...headers } });

test("a page of another origin, a foreign host and a form reach nothing, on any path", async () => {
  routed.length = 0;
  for (const path of ["/graphql", "/readyz", "/livez", "/"]) {
    assert.equal((await ask(path, { host: "evil.example" })).status, 421);
    assert.equal((await ask(path, { origin: "https://evil.example" })).status, 403);
    assert.equal((await ask(path, { "sec-fetch-site": "cross-site" })).status, 403);
    assert.equal((await ask(path, { "content-type": "text/plain" }, "POST")).status, 415);
  }
  const upgrade = { upgrade: "websocket", origin: "https://evil.example" };
  assert.equal(handler.refuseUpgrade(requestTo("/graphql", upgrade))?.status, 403);
  assert.deepEqual(routed, []);
});

test("a refusal gives its reason in the form of a GraphQL answer", async () => {
  const { errors } = await (await ask("/graphql", { host: "evil.example" })).json();
  assert.equal(errors[0].extensions.code, "FORBIDDEN_HOST");
});

test("a link of another site opens a page that is in no frame; a query in it is refused, readably", async () => {
  const link = {
    ...{ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
    ...{ "sec-fetch-dest": "document", accept: "text/html,*/*;q=0.8" },
  };
  for (
    const path of [
      "/",
      "/console/x",
      "/graphql",
      "/research/phase_1/report.html?expires=1",
      "/files/1?x=1",
    ]
  ) {
    const { status, headers } = await ask(path, link);
    assert.ok([200, 302].includes(status), path);
    assert.match(headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/);
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin");
  }
  const refused = await ask("/graphql?query={agents{totalCount}}", link);
  assert.equal(refused.status, 403);
  assert.match(await refused.text(), /<h1>403 Forbidden<\/h1><p>.*ALLOWED_ORIGINS/);
});

test("requests reach GraphQL, reports and files by links, GraphiQL from a browser, and nothing else", async () => {
  routed.length = 0;
  await ask("/graphql", { "content-type": "application/json" }, "POST");
  await ask("/research/phase_1/report.html?expires=1");
  await ask("/graphiql/page.0123.js");
  for (const accept of ["text/html,*/*", "application/json", "text/event-stream"]) {
    await ask("/graphql", { accept });
  }
  assert.deepEqual(routed, ["POST", "report", "graphiql", "graphiql", "GET", "GET"]);
  assert.equal((await ask("/graphql/x")).status, 404);
});

test("the start leads to the console, which has every path below its own", async () => {
  routed.length = 0;
  assert.equal((await ask("/")).headers.get("location"), "/console");
  for (const path of ["/console", "/console/", "/console/conversations/1?turn=3"]) await ask(path);
  assert.deepEqual(routed, ["console", "console", "console"]);
  assert.equal((await ask("/consoles")).status, 404);
});

test("without the console the start leads to GraphiQL, and its paths say why there is none", async () => {
  const without = createHandler({ ...parts, console: null });
  const start = await without.answer(requestTo("/"));
  assert.equal(start.headers.get("location"), "/graphql");
  const missing = await without.answer(requestTo("/console/approvals"));
  assert.equal(missing.status, 404);
  assert.match((await missing.json()).errors[0].message, /CONSOLE_FILES/);
});

test("WebSocket handshakes are accepted at /graphql only", () => {
  assert.equal(handler.refuseUpgrade(requestTo("/graphql")), null);
  assert.equal(handler.refuseUpgrade(requestTo("/livez"))?.status, 404);
});

test("readiness names each dependency, and fails only for a needed one", async () => {
  const ready = await ask("/readyz");
  assert.equal(ready.status, 200);
  assert.deepEqual(await ready.json(), {
    ready: true,
    dependencies: {
      database: { up: true, needed: true },
      temporal: { up: false, needed: false },
    },
    start: starting,
  });
  databaseUp = false;
  assert.equal((await ask("/readyz")).status, 503);
  assert.equal((await ask("/livez")).status, 200);
  databaseUp = true;
});

test("a stopping server refuses new work and asks to retry", async () => {
  stopping = true;
  const refused = await ask("/graphql", { "content-type": "application/json" }, "POST");
  assert.equal(refused.status, 503);
  assert.equal((await refused.json()).errors[0].extensions.retryable, true);
  assert.equal((await ask("/readyz")).status, 503);
  assert.equal(handler.refuseUpgrade(requestTo("/graphql"))?.status, 503);
  const stream = await ask("/graphql", { accept: "text/event-stream" });
  assert.equal(stream.status, 200, "an EventSource gives up on anything else");
  const text = await stream.text();
  assert.match(text, /"code":"SHUTTING_DOWN","retryable":true/);
  assert.doesNotMatch(text, /complete/);
  stopping = false;
});

test("variables and extensions in a URL that are not JSON are an error of the caller", async () => {
  routed.length = 0;
  for (const name of ["variables", "extensions"]) {
    for (const bad of ["{", "%ff", "undefined", "{'a':1}"]) {
      const response = await ask(`/graphql?query=x&${name}=${bad}`);
      assert.equal(response.status, 400, bad);
      assert.equal((await response.json()).errors[0].extensions.code, "BAD_REQUEST");
    }
  }
  assert.deepEqual(routed, []);
  await ask("/graphql?query=x&variables=&extensions=%7B%7D");
  assert.deepEqual(routed, ["GET"]);
});

test("a requester that is refused reaches no operation", async () => {
  routed.length = 0;
  const accepted = requester;
  requester = new Response("who?", { status: 401 });
  try {
    const answer = await ask("/graphql", { "content-type": "application/json" }, "POST");
    assert.equal(answer.status, 401);
    assert.deepEqual(routed, []);
  } finally {
    requester = accepted;
  }
});

const agUi = (headers: Record<string, string> = {}) =>
  ask("/bridges/ag-ui/analyst", { "content-type": "application/json", ...headers }, "POST");

test("requests of other protocols reach their bridges, after the guard", async () => {
  routed.length = 0;
  for (const path of ["/bridges/ag-ui/a", "/bridges/openai/v1/models", "/mcp/agents"]) {
    assert.equal((await ask(path)).status, 200, path);
    assert.equal((await ask(path, { origin: "https://evil.example" })).status, 403, path);
    assert.equal((await ask(path, { host: "evil.example" })).status, 421, path);
    assert.equal((await ask(path, { "content-type": "text/plain" }, "POST")).status, 415, path);
  }
  assert.deepEqual(routed, ["bridge", "bridge", "bridge"]);
  for (const path of ["/bridges", "/bridges/other/a", "/bridges/openai/v2/models", "/mcp"]) {
    assert.equal((await ask(path)).status, 404, path);
  }
});

test("a bridge refuses a requester and a stop in the form of its protocol", async () => {
  routed.length = 0;
  const accepted = requester;
  requester = problem(401, "UNAUTHENTICATED", "Send a token.", { "www-authenticate": "Bearer" });
  try {
    const refused = await agUi();
    assert.equal(refused.status, 401);
    assert.equal(refused.headers.get("www-authenticate"), "Bearer");
    assert.deepEqual(await refused.json(), { code: "UNAUTHENTICATED", message: "Send a token." });
    stopping = true;
    const stopped = await agUi();
    assert.equal(stopped.status, 503);
    assert.equal((await stopped.json()).code, "SHUTTING_DOWN");
  } finally {
    requester = accepted;
    stopping = false;
  }
  assert.deepEqual(routed, []);
});
