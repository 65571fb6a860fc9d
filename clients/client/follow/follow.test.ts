import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphQLError } from "graphql";
import { assign } from "../view/assign.ts";
import { GapError, StreamError } from "../errors.ts";
import type { ConnectionState } from "../connection/connection-state.ts";
import { startTcpProxy } from "../testing/tcp-proxy.ts";
import { all, numbers, read, seqs } from "../testing/read.ts";
import {
  answer,
  answers,
  delta,
  openAnswers,
  storedEvent,
  wholeLog,
} from "../testing/sample-log.ts";
import { startStreamServer } from "../testing/stream-server.ts";

test("reads to the end of the stream, and closes the connection", async () => {
  await using server = startStreamServer(({ after }) => wholeLog(after, 5, 2));
  const states: ConnectionState["state"][] = [];
  const events = await all(read(server.url, { onConnection: ({ state }) => states.push(state) }));
  assert.deepEqual(seqs(events), numbers(5));
  assert.deepEqual(states, ["connecting", "open", "ended"]);
  await server.empty();
});

test("starts after the given cursor", async () => {
  await using server = startStreamServer(({ after }) => wholeLog(after, 5, 0));
  assert.deepEqual(seqs(await all(read(server.url, {}, "c3"))), [4, 5]);
});

test("with many cuts in the middle of frames, each event arrives once and the text is complete", async () => {
  await using server = startStreamServer(({ after }) => wholeLog(after, 60, 4));
  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  using proxy = startTcpProxy(server.port, () => 400 + Math.floor(random() * 3_000));
  let text = "";
  const finished: string[] = [];
  const seen: number[] = [];
  for await (const event of read(`http://127.0.0.1:${proxy.port}/graphql`)) {
    if (event.__typename === "TextDelta") {
      text = assign(text, { offset: event.offset ?? 0, text: event.text ?? "" });
      continue;
    }
    if (event.seq > 1) finished.push(text);
    text = "";
    seen.push(event.seq);
  }
  assert.ok(proxy.made > 10, `only ${proxy.made} connections`);
  assert.deepEqual(seen, numbers(60));
  finished.forEach((whole, at) => {
    const n = at + 1;
    assert.equal(whole, `${n}.0;${n}.1;${n}.2;${n}.3;`);
  });
});

for (const code of [1000, 1001, 1013, 4403]) {
  test(`after a close with code ${code}, it resumes once, from the latest cursor`, async () => {
    await using server = startStreamServer((_, nth) => {
      if (nth > 0) return answers(answer(storedEvent(3)));
      return closing(code);
    });
    const closing = async function* (code: number) {
      yield answer(storedEvent(1));
      yield answer(storedEvent(2));
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

test("a bad token ends the stream without another attempt", async () => {
  await using server = startStreamServer(() => openAnswers(), (_, socket) => socket.close(4401));
  const failure = await all(read(server.url)).then(() => null, (error) => error);
  assert.ok(failure instanceof StreamError);
  assert.deepEqual([failure.code, failure.closeCode], ["CLOSED", 4401]);
  assert.equal(server.params.length, 1);
});

test("events that are sent twice are skipped", async () => {
  const twice = [
    storedEvent(1),
    storedEvent(2),
    storedEvent(1),
    delta(1, 0, "old"),
    storedEvent(2),
    storedEvent(3),
  ].map(answer);
  await using server = startStreamServer(() => answers(...twice));
  assert.deepEqual((await all(read(server.url))).map(({ seq }) => seq), [1, 2, 3]);
});

test("after a gap, it resumes after the last event", async () => {
  await using server = startStreamServer(({ after }, nth) =>
    nth === 0 ? openAnswers(answer(storedEvent(1)), answer(storedEvent(3))) : wholeLog(after, 4, 0)
  );
  assert.deepEqual(seqs(await all(read(server.url))), [1, 2, 3, 4]);
  assert.deepEqual(server.afters, [null, "c1"]);
});

test("a gap that remains after resuming throws a GapError with the missing numbers", async () => {
  await using server = startStreamServer((_, nth) =>
    nth === 0
      ? openAnswers(answer(storedEvent(1)), answer(storedEvent(3)))
      : openAnswers(answer(storedEvent(3)))
  );
  const events = read(server.url);
  assert.equal((await events.next()).value?.seq, 1);
  const failure = await events.next().then(() => null, (error) => error);
  assert.ok(failure instanceof GapError);
  assert.deepEqual([failure.last, failure.fromSeq], [1, 3]);
  await server.empty();
});

test("a result with data and errors is an event; one without data is retried if it is retryable", async () => {
  const errors = [new GraphQLError("a link could not be read")];
  const away = new GraphQLError("away", { extensions: { code: "UNAVAILABLE", retryable: true } });
  await using server = startStreamServer((_, nth) => {
    if (nth === 0) {
      return answers({ ...answer(storedEvent(1)), errors }, { data: null, errors: [away] });
    }
    if (nth === 1) return [away];
    return answers(answer(storedEvent(2)));
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

test("a retryable error is thrown after the last attempt", async () => {
  const away = new GraphQLError("away", { extensions: { code: "UNAVAILABLE", retryable: true } });
  await using server = startStreamServer(() => [away]);
  const retry = { attempts: 3, firstMs: 1, maxMs: 1 };
  await assert.rejects(
    all(read(server.url, { retry })),
    (error) => error instanceof StreamError && error.code === "UNAVAILABLE",
  );
  assert.equal(server.afters.length, 4);
});

test("without a server, it stops after the maximum number of attempts", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const waits: number[] = [];
  const onConnection = (now: ConnectionState) => {
    if (now.state === "waiting") waits.push(now.failures);
  };
  const retry = { attempts: 3, firstMs: 1, maxMs: 1 };
  await assert.rejects(
    all(read(`http://127.0.0.1:${port}/graphql`, { retry, onConnection })),
    (error) => error instanceof StreamError && error.code === "UNREACHABLE",
  );
  assert.deepEqual(waits, [1, 2, 3]);
});
