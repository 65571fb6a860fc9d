import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, test } from "node:test";
import { fragment, frame, HostilePeer } from "../support/hostile-peer.ts";
import { runParallel } from "../../protocol/async/run-parallel.ts";
import { type LogStack, startLogStack } from "../support/log-stack.ts";

let t: LogStack;
let url = "";
before(async () => {
  t = await startLogStack();
  url = t.stack.urls.graphql;
  // Memory that the process allocates once, for any peer.
  for (let i = 0; i < 20; i++) await answered();
  (await HostilePeer.webSocket(url)).socket.destroy();
});
after(() => t[Symbol.asyncDispose]());

/** How much memory hostile peers may add to the process, MiB. */
const usualMaxMiB = 80;

async function answered(): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"query":"{ serverInfo { version } }"}',
    signal: AbortSignal.timeout(5_000),
  });
  assert.equal(response.status, 200);
  await response.body?.cancel();
}

/** Runs an attack; during and after it, the process stays small and answers other clients. */
async function withstood(
  attack: () => Promise<HostilePeer[]>,
  maxMiB = usualMaxMiB,
): Promise<HostilePeer[]> {
  const before = await t.memory();
  let peak = before;
  const look = async () => (peak = Math.max(peak, await t.memory()));
  const timer = setInterval(() => void look(), 100);
  try {
    const peers = await attack();
    await answered();
    await look();
    const grown = (peak - before) / 1024;
    assert.ok(grown < maxMiB, `${Math.round(grown)} MiB more`);
    return peers;
  } finally {
    clearInterval(timer);
  }
}

const many = <T>(n: number, make: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => make(i)));
const times = (n: number, bytes: Uint8Array) =>
  Buffer.concat(Array.from({ length: n }, () => bytes));
const end = (peers: HostilePeer[]) => peers.forEach(({ socket }) => socket.destroy());

async function repeat(peer: HostilePeer, bytes: Uint8Array, times: number): Promise<HostilePeer> {
  for (let i = 0; i < times; i++) if (!await peer.write(bytes, 500)) break;
  return peer;
}

test("protocol pings whose pongs are not read stop being read", async () => {
  const ping = frame(1, JSON.stringify({ type: "ping", payload: { a: "p".repeat(30_000) } }));
  const peers = await withstood(() =>
    many(4, async () => await repeat(await HostilePeer.webSocket(url), ping, 300))
  );
  end(peers);
});

test("ping frames whose pongs are not read end the connection", async () => {
  const pings = times(500, frame(9, "x".repeat(125)));
  const peers = await withstood(() =>
    many(4, async () => await repeat(await HostilePeer.webSocket(url), pings, 400))
  );
  end(peers);
});

test("endless messages are closed at the limit of a message", async () => {
  const peers = await withstood(() =>
    many(8, async () => {
      const peer = await HostilePeer.webSocket(url);
      await peer.write(fragment("a".repeat(100_000), true));
      return await repeat(peer, fragment("a".repeat(100_000), false), 300);
    })
  );
  for (const peer of peers) assert.ok(await peer.isEndedWithin(5_000));
});

test("many unfinished messages below the limit are closed, the oldest first", async () => {
  // What arrives in one turn of the event loop is allocated before the first peer is cut: ten at a time.
  const unfinished = async () => {
    const peer = await HostilePeer.webSocket(url);
    await peer.write(fragment("b".repeat(900_000), true));
    return peer;
  };
  const attack = () => runParallel(Array.from({ length: 90 }, () => unfinished), 10);
  const peers = await withstood(attack, 150);
  for (const { socket } of peers) socket.resume();
  const ended = await Promise.all(peers.map((peer) => peer.isEndedWithin(5_000)));
  // All together may keep 24 MB, and each counts twice.
  const kept = ended.filter((isEnded) => !isEnded).length;
  assert.ok(kept <= 14, `${kept} were kept`);
  end(peers);
});

test("tiny fragments by the thousand end the connection", async () => {
  const peers = await withstood(() =>
    many(10, async () => {
      const peer = await HostilePeer.webSocket(url);
      await peer.write(fragment("c", true));
      return await repeat(peer, times(700, fragment("c", false)), 1);
    })
  );
  for (const peer of peers) assert.ok(await peer.isEndedWithin(5_000));
});

test("bodies whose last bytes never come are limited", async () => {
  const head = (i: number) =>
    `POST /graphql HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${900_000 + i}\r\n\r\n`;
  const peers = await withstood(() =>
    many(150, async (i) => {
      const peer = new HostilePeer(url);
      await peer.write(head(i));
      await peer.write(new Uint8Array(890_000).fill(32));
      return peer;
    })
  );
  end(peers);
});

test("large answers that are never read are limited", async () => {
  const query = "{__schema{types{name description fields{name description type{name}}}}}";
  const get = `GET /graphql?query=${encodeURIComponent(query)} HTTP/1.1\r\n` +
    `Host: ${new URL(url).host}\r\nAccept: application/json\r\n\r\n`;
  const peers = await withstood(() =>
    many(20, async () => {
      const peer = new HostilePeer(url);
      peer.socket.pause();
      await peer.write(get.repeat(25));
      return peer;
    })
  );
  end(peers);
});

test("pings within a message that never ends do not reset its age", async () => {
  const pinging = async () => {
    const peer = await HostilePeer.webSocket(url);
    await peer.write(fragment("d".repeat(400_000), true));
    await peer.write(frame(9, "x"));
    await peer.write(fragment("d".repeat(400_000), false));
    await peer.write(frame(9, "x"));
    return peer;
  };
  // Without the limit they would keep 270 MiB. Five at a time, for the reason above.
  const peers = await withstood(
    () => runParallel(Array.from({ length: 180 }, () => pinging), 5),
    150,
  );
  const open = await Promise.all(peers.map(async (peer) => !await peer.isEndedWithin(1_000)));
  assert.ok(open.filter(Boolean).length < 45);
  end(peers);
});

test("hundreds of thousands of messages from one peer delay no other peer", async () => {
  const pongs = times(2_000, frame(1, '{"type":"pong"}'));
  let slowest = 0;
  const peers = await withstood(async () => {
    const flood = many(4, async () => await repeat(await HostilePeer.webSocket(url), pongs, 60));
    for (let i = 0; i < 10; i++) {
      const since = performance.now();
      await answered();
      slowest = Math.max(slowest, performance.now() - since);
    }
    return await flood;
  });
  assert.ok(slowest < 1_000, `${slowest} ms`);
  end(peers);
});
