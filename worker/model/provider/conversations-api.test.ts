import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ConversationsApi } from "./conversations-api.ts";
import type { ModelRequest } from "../call/plan.ts";
import { SilentStreamError, UndecodableError } from "../stream/stream-faults.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const frame = (event: object) => `data: ${JSON.stringify(event)}\n\n`;
const started = frame({ type: "conversation.response.started", conversation_id: "c" });
const done = frame({ type: "conversation.response.done", usage: {} });
const parts = { inputs: [], completionArgs: undefined, metadata: { a: "b" } };
const start: ModelRequest = { operation: "start", ...parts };

async function serve(t: TestContext, answer: RequestListener) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close().closeAllConnections());
  const serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, conversations: new ConversationsApi({ apiKey: "k", serverUrl }) };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const options = (signal = new AbortController().signal, idleMs = 60_000) => ({
  ...{ agentId: "ag", signal, idleMs },
});

test("an abort closes the socket of a silent stream, also after the collector has run", async (t) => {
  const { server, conversations } = await serve(t, (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(started);
  });
  const [outer, broken] = [new AbortController(), new AbortController()];
  const taken = once(server, "request");
  const signal = AbortSignal.any([outer.signal, broken.signal]);
  const stream = await conversations.open(start, options(signal));
  const [request] = await taken;
  const closed = once(request.socket, "close");
  const pieces = stream[Symbol.asyncIterator]();
  assert.deepEqual((await pieces.next()).value, [{ type: "started", conversationId: "c" }]);
  const next = pieces.next();
  for (let i = 0; i < 5; i++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  broken.abort(new Error("silent"));
  await assert.rejects(next, /silent/);
  await closed;
});

test("a missing head or byte ends the request in time and closes its socket", async (t) => {
  const late = await serve(t, () => undefined);
  await assert.rejects(late.conversations.open(start, options(undefined, 50)), SilentStreamError);
  const silent = await serve(t, (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(started);
  });
  const taken = once(silent.server, "request");
  const stream = await silent.conversations.open(start, options(undefined, 1_000));
  const closed = taken.then(([request]) => once(request.socket, "close"));
  await assert.rejects(all(stream), SilentStreamError);
  await closed;
});

async function readToLast(conversations: ConversationsApi) {
  for await (const some of await conversations.open(start, options())) {
    if (some.some((e) => e.type === "done")) return;
  }
  throw new Error("no last event");
}

test("reading ends at the last event; a socket that stays open afterwards is closed", async (t) => {
  const { server, conversations } = await serve(t, (_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(started + done);
  });
  const closed = once(server, "request").then(([request]) => once(request.socket, "close"));
  await readToLast(conversations);
  await closed;
});

test("a socket whose answer ends with the last event is reused", async (t) => {
  const sockets = new Set<unknown>();
  const { conversations } = await serve(t, (request, response) => {
    sockets.add(request.socket);
    response.writeHead(200, { "content-type": "text/event-stream" }).end(started + done);
  });
  for (let n = 0; n < 20; n++) await readToLast(conversations);
  // The end of an answer may arrive after the next request was sent.
  assert.ok(sockets.size < 20);
});

test("a JSON document is read like a stream; any other body is undecodable", async (t) => {
  const outputs = [{ type: "message.output", id: "m", content: "Hi" }];
  const json = await serve(t, (_, response) => {
    response.setHeader("content-type", "application/json; charset=utf-8");
    response.end(JSON.stringify({ conversation_id: "c", outputs, usage: { total_tokens: 4 } }));
  });
  const events = (await all(await json.conversations.open(start, options()))).flat();
  assert.deepEqual(events.map((e) => e.type), ["started", "message", "done"]);
  const page = await serve(t, (_, response) => {
    response.setHeader("content-type", "text/html").end("<html>");
  });
  await assert.rejects(page.conversations.open(start, options()), UndecodableError);
});

test("start, append and restart have the form of the API", async (t) => {
  const seen: unknown[] = [];
  const { conversations } = await serve(t, async (request, response) => {
    seen.push(request.url, JSON.parse((await all(request)).join("")));
    response.setHeader("content-type", "text/event-stream").end(done);
  });
  const inputs = [{ type: "function.result" as const, toolCallId: "t", result: "r" }];
  const remoteId = "conv/1";
  const requests: ModelRequest[] = [
    { ...parts, operation: "start", inputs },
    { ...parts, operation: "append", remoteId, inputs },
    { ...parts, operation: "restart", remoteId, fromEntryId: "e", inputs },
  ];
  for (const request of requests) await all(await conversations.open(request, options()));
  const sent = [{ object: "entry", type: "function.result", tool_call_id: "t", result: "r" }];
  const stored = { inputs: sent, stream: true, store: true, handoff_execution: "server" };
  assert.deepEqual(seen, [
    ...["/v1/conversations", { inputs: sent, stream: true, metadata: { a: "b" }, agent_id: "ag" }],
    ...["/v1/conversations/conv%2F1", stored],
    ...["/v1/conversations/conv%2F1/restart", {
      ...stored,
      from_entry_id: "e",
      metadata: { a: "b" },
    }],
  ]);
});

test("a history is its unchanged entries, and empty when it is missing or no JSON", async (t) => {
  const entries = [{ type: "message.output", content: null, created_at: "yesterday" }, 7];
  const { conversations } = await serve(t, (request, response) => {
    if (request.url?.includes("gone")) return void response.writeHead(404).end();
    if (request.url?.includes("page")) return void response.end("<html>");
    response.end(JSON.stringify({ object: "conversation.history", entries }));
  });
  const { signal } = new AbortController();
  assert.deepEqual(await conversations.history("c", signal, 5_000), entries.slice(0, 1));
  assert.deepEqual(await conversations.history("gone", signal, 5_000), []);
  assert.deepEqual(await conversations.history("page", signal, 5_000), []);
});
