import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { createInterface } from "node:readline";
import { sleep } from "../../protocol/async/sleep.ts";
import { poll } from "../../protocol/async/poll.ts";
import { signedHeaders } from "../../protocol/webhook/signature.ts";
import { ownNode } from "../../cli/stack/node/find-node.ts";

const secret = `whsec_${btoa("a secret of the example's test")}`;
const root = new URL("../../", import.meta.url).pathname;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** A sender that ends its connection in the middle of a body. */
async function breakOff(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf");
  await sleep(50);
  socket.resetAndDestroy();
}

test("the example receiver verifies messages, and says after which number it lacks some", async () => {
  const port = await freePort();
  const { path } = await ownNode({ progress: () => {} });
  const script = `${root}examples/webhook-receiver/receiver.mjs`;
  const env = { ...process.env, WEBHOOK_SECRET: secret, PORT: `${port}` };
  const receiver = spawn(path, [script], { env, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const lines = createInterface({ input: receiver.stdout })[Symbol.asyncIterator]();
    const send = async (seq: number, previousSeq: number, by = secret) => {
      const data = { seq, previousSeq, nodeId: `turn_${seq}`, status: "COMPLETED" };
      const body = JSON.stringify({ type: "turn.changed", data });
      const headers = signedHeaders({ id: `delivery_${seq}`, at: new Date(), body }, [by]);
      const init = { method: "POST", body, headers, signal: AbortSignal.timeout(5_000) };
      const response = await fetch(`http://127.0.0.1:${port}/`, init);
      await response.body?.cancel();
      return response.status;
    };
    const isUp = () => send(5, 4).then((status) => status === 204 || undefined, () => undefined);
    await poll(isUp, { withinMs: 20_000, everyMs: 50, what: "the receiver listens" });
    assert.equal((await lines.next()).value, "turn.changed turn_5 COMPLETED gaps after []");
    assert.equal(await send(9, 8), 204);
    assert.equal((await lines.next()).value, "turn.changed turn_9 COMPLETED gaps after [ 8 ]");
    await breakOff(port);
    assert.equal(await send(6, 5, `whsec_${btoa("another secret, of 24 bytes")}`), 400);
    assert.equal(await send(8, 5), 204);
    assert.equal((await lines.next()).value, "turn.changed turn_8 COMPLETED gaps after []");
  } finally {
    const gone = once(receiver, "exit");
    receiver.kill("SIGKILL");
    await gone;
  }
});
