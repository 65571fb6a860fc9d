import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createMistral, openStream } from "./mistral.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const started =
  'event: conversation.response.started\ndata: {"type":"conversation.response.started","conversation_id":"c"}\n\n';

test("an abort closes the socket of a silent stream, also after the collector has run", async (t) => {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(started);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const mistral = createMistral({ apiKey: "k", serverUrl: `http://127.0.0.1:${port}` });
  const [outer, broken] = [new AbortController(), new AbortController()];
  const taken = once(server, "request");
  const stream = await openStream(mistral, { operation: "start", inputs: [] }, {
    ...{ agentId: "ag", completionArgs: undefined, metadata: {} },
    signal: AbortSignal.any([outer.signal, broken.signal]),
  });
  const [request] = await taken;
  const closed = once(request.socket, "close");
  const frames = stream[Symbol.asyncIterator]();
  assert.equal((await frames.next()).value?.event, "conversation.response.started");
  const next = frames.next();
  for (let i = 0; i < 5; i++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  broken.abort(new Error("silent"));
  await assert.rejects(next, /silent/);
  await closed;
});
