import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createSchema, createYoga } from "graphql-yoga";
import { poll } from "../../protocol/async/poll.ts";
import { createLogger } from "../../telemetry/log.ts";
import { OpenStreams } from "../auth/open-streams.ts";
import { inMs, tokens } from "../auth/testing/tokens.ts";
import type { Requester } from "../auth/requester.ts";
import type { Yoga } from "../graphql/yoga.ts";
import { type HttpServer, serveHttp } from "../server/http-server.ts";
import { type Sockets, webSockets } from "./sockets.ts";
import { type SocketClient, socketClient } from "./testing/socket-client.ts";

const yoga = createYoga({
  schema: createSchema({
    typeDefs: "type Query { subject: String }",
    resolvers: {
      Query: {
        subject: (_, __, { requester }: { requester: Requester }) => requester.principal.subject,
      },
    },
  }),
  logging: false,
});
const authenticator = tokens();
const revoked = new Set<string | null>();
let isHealthy = true;
const streams = new OpenStreams({
  isRevoked: ({ credentialId }) => revoked.has(credentialId),
  healthy: () => isHealthy,
}, 20);
const log = createLogger("test", { write: () => {} });
let sockets: Sockets;
let server: HttpServer;
before(async () => {
  sockets = webSockets(yoga as unknown as Yoga, { authenticator, streams }, log, { initMs: 1_500 });
  const none = () => new Response(null, { status: 404 });
  server = await serveHttp(
    { answer: () => Promise.resolve(none()), refuse: none, upgrade: sockets.upgrade, log },
    { port: 0, host: "127.0.0.1" },
  );
});
after(() => server.close(1_000));

const open = () => socketClient(`ws://127.0.0.1:${server.port}/graphql`);

async function signedIn(token: string) {
  const client = open();
  await client.opened;
  client.send({ type: "connection_init", payload: { token } });
  await client.received("connection_ack");
  return client;
}

async function closeAfter(message: unknown) {
  const client = open();
  await client.opened;
  client.send(message);
  const { code } = await client.closed;
  return code;
}

async function renewal(client: Awaited<ReturnType<typeof signedIn>>, token: unknown) {
  client.messages.length = 0;
  client.send({ type: "ping", payload: { type: "renew", token } });
  return (await client.received("pong")).payload as { type: string; expiresAt?: string };
}

test("a token in connection_init makes the requester of all operations, and its expiry is acknowledged", async () => {
  const expiresAt = inMs(60_000);
  const client = await signedIn(authenticator.tokenOf({ expiresAt }));
  const { payload } = await client.received("connection_ack");
  assert.deepEqual(payload, { expiresAt: expiresAt.toISOString() });
  client.send({ type: "subscribe", id: "1", payload: { query: "{ subject }" } });
  assert.deepEqual((await client.received("next")).payload, { data: { subject: "ada" } });
  client.socket.close();
});

test("without connection_init in time, without a token, and before it a socket is closed with 4401", async () => {
  assert.equal((await open().closed).code, 4401);
  assert.equal(await closeAfter({ type: "connection_init" }), 4401);
  assert.equal(
    await closeAfter({ type: "subscribe", id: "1", payload: { query: "{ subject }" } }),
    4401,
  );
});

test("a refused token is closed with 4403, one of more than 16 KB with 4401", async () => {
  const init = (token: string) => ({ type: "connection_init", payload: { token } });
  assert.equal(await closeAfter(init("wrong")), 4403);
  assert.equal(await closeAfter(init("x".repeat(16_400))), 4401);
});

test("at the end of its token a socket is closed with 4403, and one that has ended is not accepted", async () => {
  const client = await signedIn(authenticator.tokenOf({ expiresAt: inMs(1_000) }));
  const { code, reason } = await client.closed;
  assert.equal(code, 4403);
  assert.match(reason, /expired/);
  const late = { token: authenticator.tokenOf({ expiresAt: inMs(-1) }) };
  assert.equal(await closeAfter({ type: "connection_init", payload: late }), 4403);
});

test("a fresh token of the same subject renews a socket, which outlives the first one", async () => {
  const client = await signedIn(authenticator.tokenOf({ expiresAt: inMs(1_000) }));
  const expiresAt = inMs(2_500);
  assert.deepEqual(await renewal(client, authenticator.tokenOf({ expiresAt })), {
    type: "renewed",
    expiresAt: expiresAt.toISOString(),
  });
  await client.closed;
  assert.ok(Date.now() >= expiresAt.getTime());
});

test("the token of another subject or tenant, or a wrong one, renews nothing, and some refusals end the socket", async () => {
  const client = await signedIn(authenticator.tokenOf());
  for (const token of [{ subject: "ben" }, { tenant: "other" }].map(authenticator.tokenOf)) {
    assert.deepEqual(await renewal(client, token), { type: "refused" });
  }
  for (const token of ["wrong", undefined, "x".repeat(20_000)]) {
    assert.deepEqual(await renewal(client, token), { type: "refused" });
  }
  client.send({ type: "ping", payload: { type: "renew", token: "wrong" } });
  assert.equal((await client.closed).code, 4403);
});

test("a ping with another payload gets it back", async () => {
  const client = await signedIn(authenticator.tokenOf());
  client.send({ type: "ping", payload: { at: 1 } });
  assert.deepEqual((await client.received("pong")).payload, { at: 1 });
  client.socket.close();
});

test("a revoked credential closes its sockets and no others", async () => {
  const [mine, other] = [authenticator.tokenOf(), authenticator.tokenOf()];
  const [client, stays] = [await signedIn(mine), await signedIn(other)];
  revoked.add(mine);
  assert.equal((await client.closed).code, 4403);
  assert.equal(stays.socket.readyState, WebSocket.OPEN);
  stays.socket.close();
});

test("while revocations cannot be read every socket is closed with 1013", async () => {
  const client = await signedIn(authenticator.tokenOf());
  isHealthy = false;
  assert.equal((await client.closed).code, 1013);
  isHealthy = true;
});

test("ten sockets of an address may wait for their sign-in; those that signed in do not count", async () => {
  const clients: SocketClient[] = [];
  for (let i = 0; i < 15; i++) clients.push(await signedIn(authenticator.tokenOf()));
  const waiting = Array.from({ length: 12 }, open);
  const codes = await Promise.all(waiting.map(({ closed }) => closed.then(({ code }) => code)));
  assert.equal(codes.filter((code) => code === 4401).length, 10, `${codes}`);
  for (const { socket } of clients) socket.close();
  await poll(async () => streams.size === 0 || undefined, { withinMs: 5_000 });
});
