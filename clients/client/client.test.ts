import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphQLError } from "graphql";
import { type Client, type ClientOptions, createClient } from "./client.ts";
import type { ConnectionState } from "./connection/connection-state.ts";
import { StreamError } from "./errors.ts";
import { socketUrl } from "./connection/socket-url.ts";
import { all, numbers, query, seqs } from "./testing/read.ts";
import {
  answer,
  openAnswers,
  type SampleEvent,
  storedEvent,
  wholeLog,
} from "./testing/sample-log.ts";
import { startStreamServer } from "./testing/stream-server.ts";
import { startTcpProxy } from "./testing/tcp-proxy.ts";

/** A client that closes itself, with short waits between attempts. */
function open(url: string, more: Partial<ClientOptions> = {}) {
  const client = createClient({ url, retry: { firstMs: 5, maxMs: 20 }, ...more });
  return Object.assign(client, { [Symbol.dispose]: () => client.close() });
}

const read = (client: Client, after?: string) =>
  client.follow<{ events: SampleEvent }, { after: string }>({ query, after });
const first = async (events: AsyncIterator<SampleEvent>) => (await events.next()).value?.seq;

/** Settles when the connection has this state. */
function until(client: Client, state: ConnectionState["state"]): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (client.connection().state !== state) return;
      stop();
      resolve();
    };
    const stop = client.onConnection(check);
    check();
  });
}

test("all subscriptions of a client share one socket and one token", async () => {
  await using server = startStreamServer(({ after }) => wholeLog(after, 20, 2));
  let asked = 0;
  using client = open(server.url, { token: () => `token ${++asked}` });
  const logs = await Promise.all(numbers(8).map(() => all(read(client))));
  for (const log of logs) assert.deepEqual(seqs(log), numbers(20));
  assert.deepEqual(server.params, [{ token: "token 1" }]);
  assert.equal(server.afters.length, 8);
});

test("when the socket is cut, again and again, each stream goes on after its own cursor", async () => {
  await using server = startStreamServer(({ after }) => wholeLog(after, 60, 2));
  let cuts = 0;
  using proxy = startTcpProxy(server.port, () => cuts++ < 6 ? 6_000 : 0);
  using client = open(`http://127.0.0.1:${proxy.port}/graphql`);
  const starts = [undefined, "c20", "c40"];
  const logs = await Promise.all(starts.map((after) => all(read(client, after))));
  assert.deepEqual(logs.map(seqs), [
    numbers(60),
    numbers(60).slice(20),
    numbers(60).slice(40),
  ]);
  assert.ok(proxy.made > 3, `only ${proxy.made} connections`);
  assert.equal(proxy.made, server.params.length);
});

test("a stream that ends, fails or waits for its reader leaves the others alone", async () => {
  const gone = new GraphQLError("gone", { extensions: { code: "NOT_FOUND" } });
  await using server = startStreamServer(({ after }, nth) => {
    if (nth === 0) return [gone];
    return nth === 1 ? openAnswers(answer(storedEvent(1))) : wholeLog(after, 40, 0);
  });
  using client = open(server.url, { maxBuffered: 5 });
  await assert.rejects(
    all(read(client)),
    (error) => error instanceof StreamError && error.code === "NOT_FOUND",
  );
  const live = read(client);
  assert.equal(await first(live), 1);
  const slow = read(client);
  assert.equal(await first(slow), 1);
  assert.deepEqual(seqs(await all(read(client))), numbers(40));
  assert.deepEqual(seqs(await all({ [Symbol.asyncIterator]: () => slow })), numbers(40).slice(1));
  assert.equal(client.connection().state, "open");
  assert.equal(server.params.length, 1);
});

test("more subscriptions than a connection may have use another one", async () => {
  await using server = startStreamServer(() => openAnswers(answer(storedEvent(1))));
  using client = open(server.url);
  const streams = numbers(120).map(() => read(client));
  assert.deepEqual(new Set(await Promise.all(streams.map(first))), new Set([1]));
  assert.equal(server.sockets.size, 3);
});

test("paused, it has no socket; then each stream goes on, and those begun meanwhile begin", async () => {
  await using server = startStreamServer(({ after }, nth) =>
    nth === 0 ? openAnswers(answer(storedEvent(1))) : wholeLog(after, 3, 0)
  );
  using client = open(server.url);
  const events = read(client);
  assert.equal(await first(events), 1);
  client.pause();
  await server.empty();
  assert.equal(client.connection().state, "paused");
  const later = all(read(client));
  assert.equal(server.params.length, 1);
  client.resume();
  assert.deepEqual(seqs(await all({ [Symbol.asyncIterator]: () => events })), [2, 3]);
  assert.deepEqual(seqs(await later), [1, 2, 3]);
  assert.deepEqual(server.afters.toSorted(), ["c1", null, null]);
  assert.equal(server.params.length, 2);
});

test("a subscription that ends and begins again at once, as in React's StrictMode, opens one socket", async () => {
  await using server = startStreamServer(() => openAnswers(answer(storedEvent(1))));
  using client = open(server.url);
  const once = read(client);
  const waiting = once.next();
  await once.return?.();
  assert.equal((await waiting).done, true);
  assert.equal(await first(read(client)), 1);
  assert.equal(server.params.length, 1);
});

test("without subscriptions, the socket is closed after a while; the next one opens another", async () => {
  await using server = startStreamServer(({ after }) => wholeLog(after, 1, 0));
  using client = open(server.url);
  assert.equal(client.connection().state, "ended");
  await all(read(client));
  assert.equal(client.connection().state, "open");
  await until(client, "ended");
  await server.empty();
  await all(read(client));
  assert.equal(server.params.length, 2);
});

test("after the last attempt all streams throw UNREACHABLE; a later one tries again", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${listener.addr.port}/graphql`;
  listener.close();
  using client = open(url, { retry: { attempts: 2, firstMs: 1, maxMs: 1 } });
  const waits: number[] = [];
  client.onConnection(() => {
    const now = client.connection();
    if (now.state === "waiting") waits.push(now.failures);
  });
  const isUnreachable = (error: unknown) =>
    error instanceof StreamError && error.code === "UNREACHABLE" && error.retryable;
  await Promise.all([
    assert.rejects(all(read(client)), isUnreachable),
    assert.rejects(all(read(client)), isUnreachable),
  ]);
  // One attempt serves both.
  assert.deepEqual(waits, [1, 2]);
  await assert.rejects(all(read(client)), isUnreachable);
  assert.deepEqual(waits, [1, 2, 1, 2]);
});

test("close() ends all streams and the socket", async () => {
  await using server = startStreamServer(() => openAnswers(answer(storedEvent(1))));
  const client = open(server.url);
  const events = read(client);
  assert.equal(await first(events), 1);
  const waiting = events.next();
  client.close();
  assert.equal((await waiting).done, true);
  await server.empty();
  assert.equal(client.connection().state, "ended");
});

test("in a page, an address may be relative; elsewhere it is refused", () => {
  assert.throws(() => read(createClient({ url: "/graphql" })), TypeError);
  Object.defineProperty(globalThis, "location", {
    value: { href: "https://app.example/chat/7" },
    configurable: true,
  });
  try {
    assert.equal(socketUrl("/graphql"), "wss://app.example/graphql");
  } finally {
    Reflect.deleteProperty(globalThis, "location");
  }
});

test("without a WebSocket, as in Node 20, it is refused at once, with what to pass", () => {
  const { WebSocket: own } = globalThis;
  Reflect.deleteProperty(globalThis, "WebSocket");
  try {
    const client = createClient({ url: "http://127.0.0.1:1/graphql", token: () => "token" });
    assert.throws(() => read(client), /webSocketImpl/);
    assert.ok(read(createClient({ url: client.url, webSocketImpl: own })));
  } finally {
    globalThis.WebSocket = own;
  }
});
