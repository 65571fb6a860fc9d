import assert from "node:assert/strict";
import { test } from "node:test";
import { StreamError } from "../errors.ts";
import { renewAfter } from "./renewal.ts";
import { all, numbers, read, seqs } from "../testing/read.ts";
import { answer, answers, openAnswers, storedEvent } from "../testing/sample-log.ts";
import { startStreamServer } from "../testing/stream-server.ts";

const inMs = (ms: number) => Date.now() + ms;

test("a token is renewed before its end, a long one a minute before, never twice in a second", () => {
  assert.equal(renewAfter(5_000), 4_000);
  assert.equal(renewAfter(3_600_000), 3_540_000);
  assert.equal(renewAfter(200), 1_000);
  assert.equal(renewAfter(-5), 1_000);
  assert.ok(renewAfter(1e12) < 2 ** 31);
});

test("a connection sends each fresh token in time, and stays open", async () => {
  const renewed: unknown[] = [];
  const enough = Promise.withResolvers<void>();
  await using server = startStreamServer(
    async function* () {
      yield answer(storedEvent(1));
      await enough.promise;
      yield answer(storedEvent(2));
    },
    undefined,
    {
      expiresAt: () => inMs(1_500),
      renew: (token) => {
        if (renewed.push(token) === 2) enough.resolve();
        return { type: "renewed", expiresAt: new Date(inMs(1_500)).toISOString() };
      },
    },
  );
  let asked = 0;
  const token = () => Promise.resolve(`token-${++asked}`);
  assert.deepEqual(seqs(await all(read(server.url, { token }))), [1, 2]);
  assert.deepEqual(server.params, [{ token: "token-1" }]);
  assert.deepEqual(renewed, ["token-2", "token-3"]);
});

test("the token is sent with the other parameters, and asked for again for the next connection", async () => {
  await using server = startStreamServer(({ after }) => {
    if (after !== null) return answers(answer(storedEvent(2)));
    setTimeout(() => server.sockets.forEach((socket) => socket.close(4403)), 20);
    return openAnswers(answer(storedEvent(1)));
  });
  let asked = 0;
  const options = { token: () => `token-${++asked}`, connectionParams: { reason: "ticket 7" } };
  assert.deepEqual(seqs(await all(read(server.url, options))), numbers(2));
  assert.deepEqual(server.params, [
    { reason: "ticket 7", token: "token-1" },
    { reason: "ticket 7", token: "token-2" },
  ]);
});

test("a refused renewal is not repeated, and the connection goes on until the server closes it", async () => {
  const refused: unknown[] = [];
  const over = Promise.withResolvers<void>();
  await using server = startStreamServer(
    async function* () {
      yield answer(storedEvent(1));
      await over.promise;
      yield answer(storedEvent(2));
    },
    undefined,
    {
      expiresAt: () => inMs(1_000),
      renew: (token) => {
        refused.push(token);
        setTimeout(over.resolve, 1_300);
        return { type: "refused" };
      },
    },
  );
  assert.deepEqual(seqs(await all(read(server.url, { token: () => "same" }))), [1, 2]);
  assert.deepEqual(refused, ["same"]);
});

test("where no token is accepted the last refusal is thrown after the last attempt", async () => {
  await using server = startStreamServer(() => openAnswers(), (_, socket) => socket.close(4403));
  const retry = { attempts: 2, firstMs: 1, maxMs: 1 };
  await assert.rejects(
    all(read(server.url, { token: () => "revoked", retry })),
    (error) => error instanceof StreamError && error.closeCode === 4403,
  );
  assert.equal(server.params.length, 3);
});

test("a source that fails is asked again, like a server that cannot be reached", async () => {
  await using server = startStreamServer(() => answers(answer(storedEvent(1))));
  let asked = 0;
  const token = () =>
    ++asked === 1 ? Promise.reject(new Error("not signed in")) : Promise.resolve("t");
  assert.deepEqual(seqs(await all(read(server.url, { token }))), [1]);
  assert.equal(asked, 2);
});
