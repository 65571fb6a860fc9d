import assert from "node:assert/strict";
import { test } from "node:test";
import { DocumentError, StreamError } from "./errors.ts";
import { startTcpProxy } from "./testing/tcp-proxy.ts";
import { all, numbers, read } from "./testing/read.ts";
import { answer, answers, fact, openAnswers, wholeLog } from "./testing/sample-log.ts";
import { startStreamServer } from "./testing/stream-server.ts";

test("return() settles a waiting next() and closes at once", async () => {
  await using server = startStreamServer(() => openAnswers(answer(fact(1))));
  const events = read(server.url);
  await events.next();
  const waiting = events.next();
  await events.return?.();
  assert.equal((await waiting).done, true);
  await server.empty();
  assert.equal((await events.next()).done, true);
});

test("leaving before it is open leaves nothing behind", async () => {
  await using server = startStreamServer(() => openAnswers());
  const events = read(server.url);
  const waiting = events.next();
  await events.return?.();
  assert.equal((await waiting).done, true);
  await server.empty();
  assert.equal(server.afters.length, 0);
});

test("an aborted signal ends the loop", async () => {
  await using server = startStreamServer(() => openAnswers(answer(fact(1))));
  const leave = new AbortController();
  const seen: number[] = [];
  for await (const { seq } of read(server.url, { signal: leave.signal })) {
    seen.push(seq);
    leave.abort();
  }
  assert.deepEqual(seen, [1]);
  await server.empty();
});

test("what nobody reads opens nothing", async () => {
  await using server = startStreamServer(() => openAnswers());
  const events = read(server.url);
  await events.return?.();
  assert.equal((await events.next()).done, true);
  assert.equal(server.params.length, 0);
});

test("a loop that is slower than its stream lets few events wait, and loses none", async () => {
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

test("a peer that falls silent is left, and the stream resumed", async () => {
  await using server = startStreamServer((_, nth) =>
    nth === 0 ? openAnswers(answer(fact(1))) : answers(answer(fact(2)))
  );
  using cutter = startTcpProxy(server.port);
  const timing = { pingEveryMs: 20, pongWithinMs: 200 };
  const reasons: string[] = [];
  const events = read(`http://127.0.0.1:${cutter.port}/graphql`, {
    timing,
    onConnection: (now) => now.state === "waiting" && reasons.push(now.reason),
  });
  assert.equal((await events.next()).value?.seq, 1);
  cutter.freeze();
  assert.equal((await events.next()).value?.seq, 2);
  assert.equal((await events.next()).done, true);
  assert.deepEqual(reasons, ["no answer to a ping"]);
  cutter.cut();
});

test("a peer that never opens is left, and given up", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const held: Deno.Conn[] = [];
  void (async () => {
    for await (const conn of listener) held.push(conn);
  })();
  const url = `http://127.0.0.1:${listener.addr.port}/graphql`;
  const timing = { openWithinMs: 20 };
  const retry = { attempts: 1, firstMs: 1, maxMs: 1 };
  await assert.rejects(
    all(read(url, { timing, retry })),
    (error) => error instanceof StreamError && /not open in time/.test(error.message),
  );
  for (const conn of held) conn.close();
});

test("a selection without the numbers is refused by name", async () => {
  await using server = startStreamServer(() => answers({ data: { events: { seq: 1 } } }));
  await assert.rejects(all(read(server.url)), DocumentError);
});

test("a bad address is refused at once", () => {
  assert.throws(() => read("ftp://127.0.0.1/graphql"), TypeError);
  assert.throws(() => read("nowhere"), TypeError);
});
