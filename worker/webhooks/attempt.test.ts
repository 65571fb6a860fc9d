import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { test, type TestContext } from "node:test";
import { Webhook } from "standardwebhooks";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import { attempt } from "./attempt.ts";

const secret = `whsec_${Buffer.from("a secret of a test").toString("base64")}`;
const never = new AbortController().signal;

async function sendTo(t: TestContext, listener: RequestListener, stop = never) {
  const server = createServer(listener).listen(0, "127.0.0.1");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?x=1`;
  const message = { id: "delivery_1", url, body: '{"type":"webhook.test"}', secrets: [secret] };
  return await attempt(message, { allowsLoopback: true }, stop);
}

test("a message is a signed POST of JSON, and 2xx is success", async (t) => {
  const done = await sendTo(t, async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const headers = request.headers as Record<string, string>;
    const verified = new Webhook(secret).verify(body, headers) as { type: string };
    const said = [request.method, request.url, headers["content-type"], verified.type].join(" ");
    response.writeHead(202).end(said);
  });
  assert.deepEqual([done.status, done.failure], [202, null]);
  assert.equal(done.answer, "POST /hook?x=1 application/json webhook.test");
});

test("a redirect is a failure and is not followed", async (t) => {
  let requests = 0;
  const done = await sendTo(t, (_, response) => {
    requests++;
    response.writeHead(307, { location: "/elsewhere" }).end();
  });
  assert.deepEqual([done.status, requests], [307, 1]);
  assert.match(done.failure ?? "", /redirects \(HTTP 307\)/);
});

test("a failure keeps what the receiver says, and what it asks for", async (t) => {
  const done = await sendTo(
    t,
    (_, response) => response.writeHead(503, { "retry-after": "90" }).end("later"),
  );
  assert.deepEqual([done.status, done.answer, done.retryAfterMs], [503, "later", 90_000]);
  assert.equal(done.failure, "It answered HTTP 503.");
});

test("of an answer without end the first 64 KB are kept, and less where the message was delivered", async (t) => {
  const endless = (status: number): RequestListener => (_, response) => {
    response.writeHead(status);
    const write = () => void response.write("x".repeat(16_384), (error) => error ?? write());
    write();
  };
  const failed = await sendTo(t, endless(500));
  assert.equal(failed.answer?.length, webhookLimits.answerBytes);
  const done = await sendTo(t, endless(200));
  assert.equal(done.failure, null);
  assert.equal(done.answer?.length, webhookLimits.shortAnswer);
});

test("a connection that is cut is a failure that names no address", async (t) => {
  const done = await sendTo(t, (request) => request.socket.destroy());
  assert.equal(done.failure, "The connection failed (ECONNRESET).");
  assert.equal(done.status, null);
});

test("variables of proxies are not read", async (t) => {
  const before = { ...process.env };
  t.after(() => void (process.env = before));
  process.env = {
    ...before,
    HTTP_PROXY: "http://127.0.0.1:1",
    http_proxy: "http://127.0.0.1:1",
    NODE_USE_ENV_PROXY: "1",
  };
  const done = await sendTo(t, (_, response) => response.writeHead(204).end());
  assert.equal(done.status, 204);
});

test("a receiver that does not answer has 15 s, and a worker that stops does not wait for it", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const stop = new AbortController();
  const silent: RequestListener = () => void t.mock.timers.tick(15_000);
  const done = await sendTo(t, silent);
  assert.equal(done.failure, "It gave no answer within 15 s.");
  t.mock.timers.reset();
  await assert.rejects(sendTo(t, () => stop.abort(new Error("stopped")), stop.signal), /stopped/);
});
