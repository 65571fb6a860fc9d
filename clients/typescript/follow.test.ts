import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphQLError } from "graphql";
import { assign } from "./assign.ts";
import { DocumentError, GapError, StreamError } from "./errors.ts";
import { follow } from "./follow.ts";
import type { ConnectionState, FollowOptions } from "./follow-options.ts";
import { startCutter } from "./testing/cutter.ts";
import {
  answer,
  answers,
  delta,
  fact,
  openAnswers,
  type SampleEvent,
  wholeLog,
} from "./testing/sample-log.ts";
import { startStreamServer } from "./testing/stream-server.ts";

const query = "subscription ($after: String) { events(after: $after) { cursor fromSeq seq } }";
const quick = { firstMs: 5, mostMs: 20 };

function read(url: string, more: Partial<FollowOptions> = {}, after?: string) {
  return follow<{ events: SampleEvent }>({ url, retry: quick, ...more }, { query, after });
}

async function all(events: AsyncIterable<SampleEvent>): Promise<SampleEvent[]> {
  const list: SampleEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}

const seqs = (events: SampleEvent[]) =>
  events.filter(({ __typename }) => __typename === "Fact").map(({ seq }) => seq);
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

test("reads to the end of the stream, and closes the connection", async () => {
  await using server = startStreamServer(({ after }) => wholeLog(after, 5, 2));
  const states: ConnectionState["state"][] = [];
  const events = await all(read(server.url, { onConnection: ({ state }) => states.push(state) }));
  assert.deepEqual(seqs(events), numbers(5));
  assert.deepEqual(states, ["connecting", "open", "ended"]);
  await server.empty();
});

test("begins behind the cursor it is given", async () => {
  await using server = startStreamServer(({ after }) => wholeLog(after, 5, 0));
  assert.deepEqual(seqs(await all(read(server.url, {}, "c3"))), [4, 5]);
});

test("cut again and again in the middle of frames: every fact once, the text whole", async () => {
  await using server = startStreamServer(({ after }) => wholeLog(after, 60, 4));
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  using cutter = startCutter(server.port, () => 400 + Math.floor(random() * 3_000));
  let text = "";
  const finished: string[] = [];
  const seen: number[] = [];
  for await (const event of read(`http://127.0.0.1:${cutter.port}/graphql`)) {
    if (event.__typename === "TextDelta") {
      text = assign(text, { offset: event.offset ?? 0, text: event.text ?? "" });
      continue;
    }
    if (event.seq > 1) finished.push(text);
    text = "";
    seen.push(event.seq);
  }
  assert.ok(cutter.made > 10, `only ${cutter.made} connections`);
  assert.deepEqual(seen, numbers(60));
  finished.forEach((whole, at) => {
    const n = at + 1;
    assert.equal(whole, `${n}.0;${n}.1;${n}.2;${n}.3;`);
  });
});

for (const code of [1000, 1001, 1013, 4403]) {
  test(`closed with ${code}, it resumes from the newest cursor, once`, async () => {
    await using server = startStreamServer((_, nth) => {
      if (nth > 0) return answers(answer(fact(3)));
      return closing(code);
    });
    const closing = async function* (code: number) {
      yield answer(fact(1));
      yield answer(fact(2));
      for (const socket of server.sockets) socket.close(code);
      yield* openAnswers();
    };
    let asked = 0;
    const connectionParams = () => ({ token: ++asked });
    assert.deepEqual(seqs(await all(read(server.url, { connectionParams }))), [1, 2, 3]);
    assert.deepEqual(server.afters, [null, "c2"]);
    assert.deepEqual(server.params, [{ token: 1 }, { token: 2 }]);
  });
}

test("a bad token ends it, without another attempt", async () => {
  await using server = startStreamServer(() => openAnswers(), (_, socket) => socket.close(4401));
  const failure = await all(read(server.url)).then(() => null, (error) => error);
  assert.ok(failure instanceof StreamError);
  assert.deepEqual([failure.code, failure.closeCode], ["CLOSED", 4401]);
  assert.equal(server.params.length, 1);
});

test("what is sent twice is skipped", async () => {
  const twice = [fact(1), fact(2), fact(1), delta(1, 0, "old"), fact(2), fact(3)].map(answer);
  await using server = startStreamServer(() => answers(...twice));
  assert.deepEqual((await all(read(server.url))).map(({ seq }) => seq), [1, 2, 3]);
});

test("a gap is resumed behind the last fact", async () => {
  await using server = startStreamServer(({ after }, nth) =>
    nth === 0 ? openAnswers(answer(fact(1)), answer(fact(3))) : wholeLog(after, 4, 0)
  );
  assert.deepEqual(seqs(await all(read(server.url))), [1, 2, 3, 4]);
  assert.deepEqual(server.afters, [null, "c1"]);
});

test("a gap that is still there throws what is missing", async () => {
  await using server = startStreamServer((_, nth) =>
    nth === 0 ? openAnswers(answer(fact(1)), answer(fact(3))) : openAnswers(answer(fact(3)))
  );
  const events = read(server.url);
  assert.equal((await events.next()).value?.seq, 1);
  const failure = await events.next().then(() => null, (error) => error);
  assert.ok(failure instanceof GapError);
  assert.deepEqual([failure.last, failure.fromSeq], [1, 3]);
  await server.empty();
});

test("an answer with data and errors is an event; one without data is retried if it says so", async () => {
  const errors = [new GraphQLError("a link could not be read")];
  const away = new GraphQLError("away", { extensions: { code: "UNAVAILABLE", retryable: true } });
  await using server = startStreamServer((_, nth) => {
    if (nth === 0) return answers({ ...answer(fact(1)), errors }, { data: null, errors: [away] });
    if (nth === 1) return [away];
    return answers(answer(fact(2)));
  });
  assert.deepEqual(seqs(await all(read(server.url))), [1, 2]);
  assert.deepEqual(server.afters, [null, "c1", "c1"]);
});

for (const how of ["refused", "ended"] as const) {
  test(`a stream that is ${how} with a final error throws its code`, async () => {
    const gone = new GraphQLError("gone", { extensions: { code: "CURSOR_EXPIRED" } });
    await using server = startStreamServer(() =>
      how === "refused" ? [gone] : answers({ data: null, errors: [gone] })
    );
    await assert.rejects(
      all(read(server.url)),
      (error) => error instanceof StreamError && error.code === "CURSOR_EXPIRED",
    );
  });
}

test("a retryable error that does not go away is thrown in the end", async () => {
  const away = new GraphQLError("away", { extensions: { code: "UNAVAILABLE", retryable: true } });
  await using server = startStreamServer(() => [away]);
  const retry = { attempts: 3, firstMs: 1, mostMs: 1 };
  await assert.rejects(
    all(read(server.url, { retry })),
    (error) => error instanceof StreamError && error.code === "UNAVAILABLE",
  );
  assert.equal(server.afters.length, 4);
});

test("no server at all is given up after so many attempts", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const waits: number[] = [];
  const onConnection = (now: ConnectionState) => {
    if (now.state === "waiting") waits.push(now.failures);
  };
  const retry = { attempts: 3, firstMs: 1, mostMs: 1 };
  await assert.rejects(
    all(read(`http://127.0.0.1:${port}/graphql`, { retry, onConnection })),
    (error) => error instanceof StreamError && error.code === "UNREACHABLE",
  );
  assert.deepEqual(waits, [1, 2, 3]);
});

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
    mostWaiting: 10,
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
  using cutter = startCutter(server.port);
  const timing = { pingEveryMs: 20, pongWithinMs: 200 };
  const events = read(`http://127.0.0.1:${cutter.port}/graphql`, { timing });
  assert.equal((await events.next()).value?.seq, 1);
  cutter.freeze();
  assert.equal((await events.next()).value?.seq, 2);
  assert.equal((await events.next()).done, true);
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
  const retry = { attempts: 1, firstMs: 1, mostMs: 1 };
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
