import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { after, before, test } from "node:test";
import { sleep } from "../../protocol/async/sleep.ts";
import { limits } from "../../protocol/limits.ts";
import { createLogger } from "../../telemetry/log.ts";
import { type HttpServer, serveHttp } from "./http-server.ts";

const log = createLogger("test", { write: () => {} });
let server: HttpServer;
let leftEarly: () => void;
const left = new Promise<void>((resolve) => (leftEarly = resolve));
let asked = 0;

before(async () => {
  server = await serveHttp({
    answer,
    refuse: (fault) => new Response(fault, { status: fault === "too_large" ? 413 : 503 }),
    upgrade: (_request, socket) => socket.destroy(),
    log,
  }, {
    port: 0,
    host: "127.0.0.1",
    limits: { headerMs: 300, requestMs: 600, stalledMs: 1_500, connections: 40, pipelined: 4 },
  });
});
after(() => server.close(100));

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  asked++;
  if (pathname === "/throws") throw new Error("secret");
  if (pathname === "/large") return new Response("L".repeat(30_000_000));
  if (pathname === "/events") return events();
  if (pathname === "/silent") {
    return new Response(new ReadableStream(), { headers: { "content-type": "text/event-stream" } });
  }
  if (pathname === "/waits") {
    await new Promise((resolve) => request.signal.addEventListener("abort", resolve));
    leftEarly();
  }
  return new Response(await request.arrayBuffer());
}

let cancelled = () => {};
function events(): Response {
  let n = 0;
  const timed = new ReadableStream({
    async pull(controller) {
      await sleep(100);
      controller.enqueue(new TextEncoder().encode(`data: ${n++}\n\n`));
    },
    cancel: () => cancelled(),
  });
  return new Response(timed, { headers: { "content-type": "text/event-stream" } });
}

const url = (path: string) => `http://127.0.0.1:${server.port}${path}`;

async function open(text: string): Promise<Socket> {
  const socket = connect(server.port, "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(text);
  return socket;
}

async function read(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (chunk) => (text += chunk.toString("latin1")));
  await new Promise((resolve) => socket.once("close", resolve));
  return text;
}

test("a stream is open before its first event", async () => {
  const leave = new AbortController();
  const response = await fetch(url("/silent"), { signal: leave.signal });
  assert.equal(response.status, 200);
  leave.abort();
});

test("bodies of all sizes arrive unchanged, in chunks too", async () => {
  for (const size of [0, 1, 65_535, 65_536, 65_537, 131_072, 900_001]) {
    const body = new Uint8Array(size).map((_, i) => i * 31);
    const response = await fetch(url("/echo"), { method: "POST", body });
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), body, `${size}`);
    const chunks = new Blob([body]).stream(); // without a length
    const streamed = await fetch(url("/echo"), { method: "POST", body: chunks });
    assert.deepEqual(new Uint8Array(await streamed.arrayBuffer()), body, `${size} streamed`);
  }
});

test("a body over the limit is answered with 413 before it is read, with or without a length", async () => {
  const length = limits.bodyBytes + 1;
  const head = "POST / HTTP/1.1\r\nHost: a\r\n";
  const before = asked;
  const said = await open(`${head}Content-Length: ${length}\r\n\r\n{`);
  assert.match(String(await once(said, "data")), /^HTTP\/1.1 413 /);
  const unsaid = await open(`${head}Transfer-Encoding: chunked\r\n\r\n`);
  const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
  for (let i = 0; i < 17; i++) unsaid.write(chunk);
  assert.match(String(await once(unsaid, "data")), /^HTTP\/1.1 413 /);
  assert.equal(asked, before);
  for (const socket of [said, unsaid]) socket.destroy();
});

test("slow headers, no headers, and a body that does not arrive end with 408", async () => {
  const slow = await open("GET / HTTP/1.1\r\n");
  const drip = setInterval(() => slow.write("a"), 50);
  const nothing = await open("");
  const withsockets = await open("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{");
  const ends = await Promise.all([slow, nothing, withsockets].map(read));
  clearInterval(drip);
  assert.deepEqual(ends.map((text) => text.slice(0, 12)), Array(3).fill("HTTP/1.1 408"));
});

test("headers over the limit end with 431, invalid HTTP with 400", async () => {
  const long = await open(`GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(40_000)}\r\n\r\n`);
  assert.match(await read(long), /^HTTP\/1.1 431 /);
  assert.match(await read(await open("nonsense\r\n\r\n")), /^HTTP\/1.1 400 /);
});

test("an answer that the peer does not read is cut; one that it reads slowly is not", async () => {
  const get = "GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  const stopped = await open(get);
  // A cut connection ends for its peer with or without a reset, also while it does not read.
  stopped.on("error", () => {}).pause();
  const slow = await open(get);
  let bytes = 0;
  slow.on("data", (chunk) => {
    bytes += chunk.length;
    slow.pause();
    setTimeout(() => slow.resume(), 2);
  });
  await once(slow, "close");
  assert.ok(bytes > 30_000_000, `${bytes}`);
  let received = 0;
  stopped.on("data", (chunk) => received += chunk.length);
  const closed = new Promise((resolve) => stopped.once("close", resolve));
  stopped.resume();
  await closed;
  assert.ok(received < 30_000_000, `${received}`);
});

test("an event stream outlives all limits, and its source ends when its reader disconnects", async () => {
  const ended = new Promise<void>((resolve) => (cancelled = resolve));
  const response = await fetch(url("/events"));
  const reader = response.body?.getReader();
  const until = Date.now() + 1_000;
  while (Date.now() < until) assert.equal((await reader?.read())?.done, false);
  await reader?.cancel();
  await ended;
});

test("a request whose peer disconnects is aborted; an error is 500 without its message", async () => {
  const leaving = await open("GET /waits HTTP/1.1\r\nHost: a\r\n\r\n");
  setTimeout(() => leaving.destroy(), 50);
  await left;
  const response = await fetch(url("/throws"));
  assert.deepEqual([response.status, await response.text()], [500, ""]);
});

test("requests of one connection are answered in order; too many at once end the connection", async () => {
  const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
  const post = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
  const last = "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  const answered = await read(await open(get("/throws") + post + last));
  assert.deepEqual(answered.match(/HTTP\/1.1 \d+/g), [
    "HTTP/1.1 500",
    "HTTP/1.1 200",
    "HTTP/1.1 200",
  ]);
  assert.match(answered, /\r\n\r\nabcHTTP/);
  const flood = await open(get("/waits").repeat(9));
  await once(flood, "close");
});

test("connections over the limit are closed, and others are accepted again when some end", async () => {
  const sockets = await Promise.all(Array.from({ length: 60 }, () => open("")));
  const closed = sockets.map((socket) => once(socket, "close"));
  await Promise.any(closed);
  for (const socket of sockets) socket.destroy();
  await Promise.all(closed);
  assert.equal((await fetch(url("/echo"))).status, 200);
});

test("an upgrade to another protocol is answered as HTTP/1.1", async () => {
  const fields = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n";
  const socket = await open(
    `POST /echo HTTP/1.1\r\nHost: a\r\n${fields}Content-Length: 5\r\n\r\nhello`,
  );
  assert.match(String(await once(socket, "data")), /^HTTP\/1.1 200 [\s\S]*hello$/);
  socket.destroy();
});

test("closing waits for requests under way, and cuts them after its time", async () => {
  const other = await serveHttp(
    { answer, refuse: () => new Response(), upgrade: () => {}, log },
    { port: 0, host: "127.0.0.1" },
  );
  const socket = connect(other.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(Buffer.from("GET /events HTTP/1.1\r\nHost: a\r\n\r\n"));
  await once(socket, "data");
  const gone = once(socket, "close");
  assert.equal(await other.close(100), false);
  await gone;
});

test("a body of tiny chunks is cut, whatever its method; one of small chunks is read", async () => {
  const head = (method: string, path: string) =>
    `${method} ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n`;
  for (const [method, path] of [["POST", "/echo"], ["GET", "/waits"], ["PUT", "/waits"]]) {
    const tiny = await open(head(`${method}`, `${path}`) + "1\r\n \r\n".repeat(6_000));
    await closing(tiny);
  }
  const small = await open(
    head("POST", "/echo").replace("Host", "Connection: close\r\nHost") +
      `200\r\n${"s".repeat(512)}\r\n`.repeat(1_500) + "0\r\n\r\n",
  );
  assert.match(await read(small), /^HTTP\/1.1 200 /);
});

test("the body of a request whose method has none is not awaited", async () => {
  const withsockets = await open("GET /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\nabc");
  const since = performance.now();
  assert.match(await read(withsockets), /^HTTP\/1.1 200 /);
  assert.ok(performance.now() - since < 4_000);
});

test("the headers of waiting requests count as unfinished", async () => {
  const small = await serveHttp(
    { answer, refuse: () => new Response(), upgrade: () => {}, log },
    { port: 0, host: "127.0.0.1", limits: { unfinishedBytes: 50_000 } },
  );
  const socket = connect(small.port, "127.0.0.1");
  socket.on("error", () => {});
  const get = (path: string) =>
    `GET ${path} HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(20_000)}\r\n\r\n`;
  socket.write(get("/waits") + get("/echo").repeat(2));
  await sleep(100);
  assert.equal(socket.closed, false);
  socket.write(get("/echo"));
  await closing(socket);
  await small.close(100);
});

/** Resolves when a connection is over, also by a reset. */
const closing = (socket: Socket) => new Promise((resolve) => socket.once("close", resolve));
