import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import { ConnectionError, HTTPValidationError, SDKError } from "@mistralai/mistralai/models/errors";
import { ProviderHttp } from "./provider-http.ts";

async function serve(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ask = (serverUrl: string, signal = new AbortController().signal) =>
  new ProviderHttp({ apiKey: "key-1", serverUrl }).send({
    ...{ method: "POST", path: "conversations", accept: "text/event-stream", body: "{}", signal },
  });

test("a request has the key, and its path follows a prefix of the address", async (t) => {
  const seen: unknown[] = [];
  const url = await serve(t, (request, response) => {
    const { authorization, accept } = request.headers;
    seen.push([
      request.method,
      request.url,
      authorization,
      accept,
      request.headers["content-type"],
    ]);
    response.end("ok");
  });
  assert.equal(await (await ask(`${url}/mistral/`)).text(), "ok");
  assert.deepEqual(seen, [[
    ...["POST", "/mistral/v1/conversations", "Bearer key-1", "text/event-stream"],
    "application/json",
  ]]);
});

test("other statuses are the SDK's errors, with headers and the beginning of the body", async (t) => {
  const url = await serve(t, (_, response) => {
    response.writeHead(429, { "retry-after": "7" }).end("x".repeat(500_000));
  });
  await assert.rejects(ask(url), (error) => {
    assert.ok(error instanceof SDKError && error.statusCode === 429);
    assert.equal(error.headers.get("retry-after"), "7");
    assert.ok(error.body.length > 0 && error.body.length <= 65_536);
    return !error.message.includes("xxx");
  });
});

test("an error whose body ends early has its status, and a 422 has its details", async (t) => {
  const broken = await serve(t, (_, response) => {
    response.writeHead(500, { "content-length": "100" }).write("half", () => response.destroy());
  });
  await assert.rejects(ask(broken), (e) => e instanceof SDKError && e.statusCode === 500);
  const refusal = await serve(t, (_, response) => {
    response.writeHead(422).end('{"detail":[{"type":"extra_forbidden","loc":["x"]}]}');
  });
  await assert.rejects(
    ask(refusal),
    (e) => e instanceof HTTPValidationError && e.statusCode === 422,
  );
  const page = await serve(t, (_, response) => void response.writeHead(422).end("<html>"));
  await assert.rejects(ask(page), (e) => e instanceof SDKError && e.statusCode === 422);
});

test("where there is no answer the error names its cause, and an abort is its reason", async (t) => {
  await assert.rejects(ask("http://127.0.0.1:1"), (e) => {
    return e instanceof ConnectionError && e.cause instanceof Error;
  });
  const silent = await serve(t, () => undefined);
  const stopping = new AbortController();
  const asked = ask(silent, stopping.signal);
  stopping.abort(new Error("stopped"));
  await assert.rejects(asked, /stopped/);
});
