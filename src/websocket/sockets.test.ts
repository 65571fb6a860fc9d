import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { createConnection } from "node:net";
import { after, before, test } from "node:test";
import { createClient } from "graphql-ws";
import { createSchema, createYoga } from "graphql-yoga";
import { sleep } from "../../protocol/async/sleep.ts";
import { limits } from "../../protocol/limits.ts";
import { graphError } from "../../schema/errors.ts";
import { createLogger } from "../../telemetry/log.ts";
import { maskError } from "../graphql/mask-error.ts";
import { type HttpServer, serveHttp } from "../server/http-server.ts";
import { type Sockets, webSockets } from "./sockets.ts";
import { localAuthenticator } from "../auth/authenticator.ts";
import { OpenStreams } from "../auth/open-streams.ts";
import type { Yoga } from "../graphql/yoga.ts";

let tellLagging: () => void;
const lagging = new Promise<void>((resolve) => (tellLagging = resolve));
const log = createLogger("test", {
  write: (line) => line.includes("websocket.slow_reader_closed") && tellLagging(),
});
/** Sources that wait for ever, and the number of those that ended. */
let left = 0;
const waiting = () => ({
  [Symbol.asyncIterator]: () => waiting(),
  next: () => new Promise<never>(() => {}),
  return: () => Promise.resolve({ done: true as const, value: undefined, left: left++ }),
});
async function* count(to: number) {
  for (let n = 1; n <= to; n++) yield { count: n };
}
async function* breaking() {
  yield { breaking: 1 };
  throw graphError("UNAVAILABLE", "Later.", { retryable: true });
}
let sent = 0;
async function* flood() {
  for (;;) yield { flood: "x".repeat(50_000) + sent++ };
}

/** Node's socket can stop reading, which a WebSocket cannot. */
const handshake = (host: string) =>
  [
    `GET /graphql HTTP/1.1`,
    `Host: ${host}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol: graphql-transport-ws",
    "\r\n",
  ].join("\r\n");
/** A short text frame, masked with zeros. */
function frame(message: unknown): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(message));
  return Uint8Array.from([0x81, 0x80 | text.length, 0, 0, 0, 0, ...text]);
}

const yoga = createYoga({
  schema: createSchema({
    typeDefs: `
      type Query { hello: String, agent: String, secret: String }
      type Mutation { write: Int }
      type Subscription { count(to: Int!): Int, waiting: Int, breaking: Int, flood: String }`,
    resolvers: {
      Query: {
        hello: () => "hello",
        agent: (_, __, context: { headers: Headers }) => context.headers.get("x-agent"),
        secret: () => {
          throw new Error("secret detail");
        },
      },
      Mutation: { write: () => 1 },
      Subscription: {
        count: { subscribe: (_, { to }) => count(to) },
        waiting: { subscribe: waiting },
        breaking: { subscribe: breaking },
        flood: { subscribe: flood },
      },
    },
  }),
  maskedErrors: { maskError: (error) => maskError(error, log) },
  logging: false,
});

const auth = { authenticator: localAuthenticator, streams: new OpenStreams() };
let sockets: Sockets;
let server: HttpServer;
before(async () => {
  sockets = webSockets(yoga as unknown as Yoga, auth, log, {
    initMs: 50,
    lagMs: 300,
  });
  const none = () => new Response(null, { status: 404 });
  const upgrade = sockets.upgrade;
  server = await serveHttp(
    { answer: () => Promise.resolve(none()), refuse: none, upgrade, log },
    { port: 0, host: "127.0.0.1" },
  );
});
after(() => server.close(1_000));

const url = () => `ws://127.0.0.1:${server.port}/graphql`;
const client = () => createClient({ url: url(), retryAttempts: 0 });

async function answers(query: string): Promise<unknown[]> {
  const connection = client();
  const out: unknown[] = [];
  for await (const answer of connection.iterate({ query })) out.push(answer);
  await connection.dispose();
  return out;
}

function raw(protocol: string | string[] = "graphql-transport-ws") {
  const socket = new WebSocket(url(), protocol);
  const closed = new Promise<CloseEvent>((resolve) => (socket.onclose = resolve));
  const opened = new Promise((resolve) => (socket.onopen = resolve));
  const messages: { type: string; id?: string; payload?: unknown }[] = [];
  let notify: () => void = () => {};
  socket.onmessage = ({ data }) => {
    messages.push(JSON.parse(data));
    notify();
  };
  const received = async (type: string) => {
    while (!messages.some((m) => m.type === type)) {
      await new Promise<void>((resolve) => (notify = resolve));
    }
  };
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  return { socket, closed, opened, received, send, messages };
}

async function acknowledged() {
  const connection = raw();
  await connection.opened;
  connection.send({ type: "connection_init" });
  await connection.received("connection_ack");
  return connection;
}

test("queries, mutations and subscriptions are answered", async () => {
  assert.deepEqual(await answers("{ hello }"), [{ data: { hello: "hello" } }]);
  assert.deepEqual(await answers("mutation { write }"), [{ data: { write: 1 } }]);
  assert.deepEqual(await answers("subscription { count(to: 2) }"), [
    { data: { count: 1 } },
    { data: { count: 2 } },
  ]);
});

test("unexpected errors are masked, as over HTTP", async () => {
  const [answer] = await answers("{ secret }") as { errors: { message: string }[] }[];
  assert.equal(answer?.errors[0]?.message, "Unexpected error.");
});

test("an invalid document ends its operation, with a code and without extensions for HTTP", async () => {
  await assert.rejects(answers("{ nope }"), (errors: { extensions: unknown }[]) => {
    assert.deepEqual(errors[0]?.extensions, {
      code: "GRAPHQL_VALIDATION_FAILED",
      retryable: false,
    });
    return true;
  });
  await assert.rejects(answers("{"), (errors: { extensions: { code: string } }[]) => {
    return errors[0]?.extensions.code === "GRAPHQL_PARSE_FAILED";
  });
});

test("a failed source ends with a result without data, and the socket stays open", async () => {
  const connection = await acknowledged();
  connection.send({ type: "subscribe", id: "1", payload: { query: "subscription { breaking }" } });
  await connection.received("complete");
  const payloads = connection.messages.filter((m) => m.type === "next").map((m) => m.payload);
  assert.deepEqual(payloads[0], { data: { breaking: 1 } });
  assert.deepEqual((payloads[1] as { errors: { extensions: unknown }[] }).errors[0]?.extensions, {
    code: "UNAVAILABLE",
    retryable: true,
  });
  assert.equal(connection.socket.readyState, WebSocket.OPEN);
  connection.socket.close();
  await connection.closed;
});

test("another subprotocol, or none, is closed with 4406", async () => {
  assert.equal((await raw(["graphql-ws"]).closed).code, 4406);
  assert.equal((await raw([]).closed).code, 4406);
});

test("graphql-transport-ws is found among other subprotocols", async () => {
  const { socket, opened, closed } = raw(["foo", "graphql-transport-ws"]);
  await opened;
  assert.equal(socket.protocol, "graphql-transport-ws");
  socket.close();
  await closed;
});

test("the answer to the handshake spells its fields as the specification does", async () => {
  const socket = createConnection(server.port, "127.0.0.1");
  socket.write(handshake(`127.0.0.1:${server.port}`));
  const [answer] = await once(socket, "data");
  assert.match(String(answer), /^HTTP\/1.1 101 Switching Protocols\r\n/);
  // Python's gql compares the name of the field as it is written.
  assert.match(String(answer), /\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n/);
  assert.match(String(answer), /\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=\r\n/);
  socket.destroy();
});

test("a silent peer gets a ping, and is disconnected when it does not answer", async () => {
  const quick = webSockets(yoga as unknown as Yoga, auth, log, { heartbeatMs: 40 });
  const none = () => new Response(null, { status: 404 });
  const other = await serveHttp(
    { answer: () => Promise.resolve(none()), refuse: none, upgrade: quick.upgrade, log },
    { port: 0, host: "127.0.0.1" },
  );
  const alive = createClient({
    url: `ws://127.0.0.1:${other.port}`,
    retryAttempts: 0,
    lazy: false,
  });
  const silent = createConnection(other.port, "127.0.0.1");
  silent.write(handshake(`127.0.0.1:${other.port}`));
  silent.write(frame({ type: "connection_init" }));
  silent.resume();
  await once(silent, "close");
  assert.equal(quick.open(), 1, "the one that answers stays");
  await alive.dispose();
  quick.close();
  await other.close(100);
});

test("a peer that sends no connection_init is closed with 4408, one that subscribes before it with 4401", async () => {
  assert.equal((await raw().closed).code, 4408);
  const early = raw();
  await early.opened;
  early.send({ type: "subscribe", id: "1", payload: { query: "{ hello }" } });
  assert.equal((await early.closed).code, 4401);
});

test("an invalid message is closed with 4400, one of too many bytes with 1009", async () => {
  const nonsense = await acknowledged();
  nonsense.socket.send("nonsense");
  assert.equal((await nonsense.closed).code, 4400);
  const large = await acknowledged();
  large.socket.send("x".repeat(limits.bodyBytes + 1));
  assert.equal((await large.closed).code, 1009);
  const wide = await acknowledged();
  wide.socket.send("€".repeat(Math.ceil((limits.bodyBytes + 1) / 3)));
  assert.equal((await wide.closed).code, 1009);
});

test("a connection has a limited number of open operations", async () => {
  const connection = await acknowledged();
  const payload = { query: "subscription { waiting }" };
  for (let i = 0; i <= limits.subscriptionsPerConnection; i++) {
    connection.send({ type: "subscribe", id: `${i}`, payload });
  }
  await connection.received("error");
  const refused = connection.messages.filter((m) => m.type === "error");
  assert.deepEqual(refused.map((m) => m.id), [`${limits.subscriptionsPerConnection}`]);
  left = 0;
  connection.socket.close();
  await connection.closed;
  // The last source learns of the end when the server has received the close frame.
  while (left < limits.subscriptionsPerConnection) await sleep(1);
  assert.equal(left, limits.subscriptionsPerConnection);
});

test("a reader that reads nothing slows its source, then is closed with 1013", async () => {
  const reader = createConnection(server.port, "127.0.0.1");
  reader.write(handshake(`127.0.0.1:${server.port}`));
  reader.write(frame({ type: "connection_init" }));
  const payload = { query: "subscription { flood }" };
  await once(reader, "data");
  reader.pause();
  reader.write(frame({ type: "subscribe", id: "1", payload }));
  await lagging;
  const asked = sent;
  assert.ok(asked < 600, `the source was asked ${asked} times`);
  const end = Buffer.from([1013 >> 8, 1013 & 255]);
  let tail = Buffer.alloc(0);
  for await (const chunk of reader) {
    tail = Buffer.concat([tail, chunk]).subarray(-100);
    if (tail.includes(end)) break;
  }
  assert.ok(tail.includes(end));
  assert.equal(sent, asked);
});

test("a shutdown closes every socket with 1001", async () => {
  const connections = await Promise.all([acknowledged(), acknowledged()]);
  sockets.close();
  const codes = await Promise.all(connections.map((c) => c.closed.then((e) => e.code)));
  assert.deepEqual(codes, [1001, 1001]);
});

test("an id that is reused at once does not keep its first stream open", async () => {
  const connection = await acknowledged();
  const payload = { query: "subscription { waiting }" };
  left = 0;
  for (let i = 0; i < 10; i++) {
    connection.send({ type: "subscribe", id: "a", payload });
    connection.send({ type: "complete", id: "a" });
  }
  connection.send({ type: "subscribe", id: "b", payload: { query: "{ hello }" } });
  await connection.received("complete");
  connection.socket.close();
  await connection.closed;
  const until = Date.now() + 2_000;
  while (left < 10 && Date.now() < until) await sleep(5);
  assert.equal(left, 10);
});

test("the length of an operation's id is limited, since it is kept as long as the operation", async () => {
  const connection = await acknowledged();
  connection.send({ type: "subscribe", id: "i".repeat(201), payload: { query: "{ hello }" } });
  await connection.received("error");
  assert.match(JSON.stringify(connection.messages), /BAD_USER_INPUT/);
  connection.socket.close();
});
