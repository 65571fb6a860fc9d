import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentError, StreamError } from "../errors.ts";
import { startTcpProxy } from "../testing/tcp-proxy.ts";
import { all, numbers, read } from "../testing/read.ts";
import { answer, answers, openAnswers, storedEvent, wholeLog } from "../testing/sample-log.ts";
import { startStreamServer } from "../testing/stream-server.ts";

test("return() settles a pending next() and closes the connection", async () => {
  await using server = startStreamServer(() => openAnswers(answer(storedEvent(1))));
  const events = read(server.url);
  await events.next();
  const waiting = events.next();
  await events.return?.();
  assert.equal((await waiting).done, true);
  await server.empty();
  assert.equal((await events.next()).done, true);
});

test("return() before the connection is open closes it without a subscription", async () => {
  await using server = startStreamServer(() => openAnswers());
  const events = read(server.url);
  const waiting = events.next();
  await events.return?.();
  assert.equal((await waiting).done, true);
  await server.empty();
  assert.equal(server.afters.length, 0);
});

test("an aborted signal ends the loop", async () => {
  await using server = startStreamServer(() => openAnswers(answer(storedEvent(1))));
  const stop = new AbortController();
  const seen: number[] = [];
  for await (const { seq } of read(server.url, { signal: stop.signal })) {
    seen.push(seq);
    stop.abort();
  }
  assert.deepEqual(seen, [1]);
  await server.empty();
});

test("without next(), no connection is opened", async () => {
  await using server = startStreamServer(() => openAnswers());
  const events = read(server.url);
  await events.return?.();
  assert.equal((await events.next()).done, true);
  assert.equal(server.params.length, 0);
});

test("a slow loop buffers at most maxBuffered events and loses none", async () => {
  await using server = startStreamServer(({ after }) => wholeLog(after, 60, 0));
  const paused = Promise.withResolvers<void>();
  const events = read(server.url, {
    maxBuffered: 10,
    onConnection: ({ state }) => state === "paused" && paused.resolve(),
  });
  const seen = [(await events.next()).value?.seq];
  await paused.promise;
  await server.empty();
  for await (const { seq } of events) seen.push(seq);
  assert.deepEqual(seen, numbers(60));
  assert.equal(server.afters[1], "c11");
});

test("a peer that does not answer a ping is disconnected, and the stream resumes", async () => {
  await using server = startStreamServer((_, nth) =>
    nth === 0 ? openAnswers(answer(storedEvent(1))) : answers(answer(storedEvent(2)))
  );
  using proxy = startTcpProxy(server.port);
  const timing = { pingEveryMs: 20, pongWithinMs: 200 };
  const reasons: string[] = [];
  const events = read(`http://127.0.0.1:${proxy.port}/graphql`, {
    timing,
    onConnection: (now) => now.state === "waiting" && reasons.push(now.reason),
  });
  assert.equal((await events.next()).value?.seq, 1);
  proxy.freeze();
  assert.equal((await events.next()).value?.seq, 2);
  assert.equal((await events.next()).done, true);
  assert.deepEqual(reasons, ["no answer to a ping"]);
  proxy.cut();
});

test("a peer that never acknowledges the connection is given up", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const sockets: Deno.Conn[] = [];
  void (async () => {
    for await (const conn of listener) sockets.push(conn);
  })();
  const url = `http://127.0.0.1:${listener.addr.port}/graphql`;
  const timing = { openWithinMs: 20 };
  const retry = { attempts: 1, firstMs: 1, maxMs: 1 };
  await assert.rejects(
    all(read(url, { timing, retry })),
    (error) => error instanceof StreamError && /not open in time/.test(error.message),
  );
  for (const conn of sockets) conn.close();
});

test("a selection without the numbers throws a DocumentError", async () => {
  await using server = startStreamServer(() => answers({ data: { events: { seq: 1 } } }));
  await assert.rejects(all(read(server.url)), DocumentError);
});

test("an invalid address is refused at once", () => {
  assert.throws(() => read("ftp://127.0.0.1/graphql"), TypeError);
  assert.throws(() => read("nowhere"), TypeError);
});
