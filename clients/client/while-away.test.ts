import assert from "node:assert/strict";
import { test } from "node:test";
import { RequestError } from "./errors.ts";
import { request } from "./request.ts";
import { whileAway } from "./while-away.ts";

/** An API that answers 503 this often, then 200; its address and the number of requests so far. */
function startApi(failures: number) {
  let requests = 0;
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, () => {
    requests++;
    if (requests > failures) return Response.json({ data: { x: requests } });
    const error = { message: "away", extensions: { code: "UNAVAILABLE", retryable: true } };
    return Response.json({ errors: [error] }, { status: 503 });
  });
  const url = `http://127.0.0.1:${server.addr.port}/graphql`;
  return { url, requests: () => requests, [Symbol.asyncDispose]: () => server.shutdown() };
}

test("a request is repeated until the API answers", async () => {
  await using api = startApi(3);
  const data = await whileAway(() => request(api.url, "{ x }"), { firstMs: 1 });
  assert.deepEqual(data, { x: 4 });
});

test("it fails with the last reason when its time is over, and at once where a repetition cannot help", async () => {
  await using api = startApi(Infinity);
  const ask = () => request(api.url, "{ x }");
  await assert.rejects(whileAway(ask, { firstMs: 1, withinMs: 20 }), /UNAVAILABLE: away/);
  assert.ok(api.requests() > 1);
  let asked = 0;
  const final = () =>
    Promise.reject(new RequestError("NOT_FOUND", `${++asked}`, { retryable: false }));
  await assert.rejects(whileAway(final), /NOT_FOUND: 1/);
});

test("an abort ends it", async () => {
  await using api = startApi(Infinity);
  const stop = new AbortController();
  const asking = whileAway(() => request(api.url, "{ x }"), { signal: stop.signal });
  stop.abort();
  await assert.rejects(asking, /abort/i);
});
