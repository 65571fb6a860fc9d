// Outages of a real Temporal behind a proxy. 7 s are enough for the default back-off of grpc-js to retry 4 s later, and
// later each time: protocol/temporal/temporal-options.test.ts continues to three minutes.
import assert from "node:assert/strict";
import { connect, createServer, type Server, type Socket } from "node:net";
import process from "node:process";
import { test } from "node:test";
import { Client, Connection } from "@temporalio/client";
import { sleep } from "../../protocol/async/sleep.ts";
import { conversationWorkflowId } from "../../protocol/conversation/conversation-workflow.ts";
import { readTimes } from "../../protocol/temporal/workflow-times.ts";
import type { Logger } from "../../telemetry/log.ts";
import { temporalWorkflows } from "./temporal-workflows.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} } as unknown as Logger;
const outageMs = 7_000;
/** A proxy before Temporal that refuses connections, drops what they send, or forwards it. */
class Gate {
  #server: Server | null = null;
  readonly #open = new Set<Socket>();
  port = 0;
  passes = true;

  async listen(): Promise<void> {
    const [host = "", port] = (process.env.TEST_TEMPORAL_ADDRESS ?? "").split(":");
    const server = createServer((client) => {
      this.#keep(client);
      // A connection whose data was dropped stays so, like one whose packets are lost.
      if (!this.passes) return;
      const target = connect(Number(port), host);
      this.#keep(target);
      client.pipe(target).pipe(client);
      client.on("close", () => target.destroy());
      target.on("close", () => client.destroy());
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as { port: number }).port;
  }

  /** From now on connections are refused. */
  close(): void {
    this.#server?.close();
    for (const socket of this.#open) socket.destroy();
  }

  #keep(socket: Socket) {
    this.#open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => this.#open.delete(socket));
  }
}

/** Wakes a conversation during an outage; returns the time from its end until the workflow ran, ms. */
async function outage(break_: (gate: Gate) => void, mend: (gate: Gate) => Promise<void>) {
  const gate = new Gate();
  await gate.listen();
  const direct = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS });
  const temporal = { address: `127.0.0.1:${gate.port}`, namespace: "default" };
  const workflows = temporalWorkflows({
    temporal: { ...temporal, tls: null, apiKey: null },
    taskQueue: `unpolled-${crypto.randomUUID()}`,
    times: readTimes({}, assert.fail),
    labelOf: () => Promise.resolve(null),
  }, log);
  assert.equal(await workflows.isUp(), true);
  break_(gate);
  const input = { tenant: "t", conversationId: `conversation_${crypto.randomUUID()}` };
  workflows.wake(input);
  await sleep(outageMs);
  await mend(gate);
  const back = performance.now();
  const handle = new Client({ connection: direct }).workflow.getHandle(
    conversationWorkflowId(input),
  );
  while (!await handle.describe().then(() => true, () => false)) {
    assert.ok(performance.now() - back < 20_000, "the workflow was not woken at all");
    await sleep(50);
  }
  const took = performance.now() - back;
  await handle.terminate();
  await workflows.close();
  gate.close();
  await direct.close();
  return took;
}

test("a failed wake-up is retried within 3 s after Temporal is back, whether calls were refused or dropped before", async () => {
  const [refused, swallowed] = await Promise.all([
    outage((gate) => gate.close(), (gate) => gate.listen()),
    outage(
      (gate) => {
        gate.close();
        gate.passes = false;
        void gate.listen();
      },
      (gate) => {
        gate.passes = true;
        return Promise.resolve();
      },
    ),
  ]);
  assert.ok(refused < 3_000, `refused: ${Math.round(refused)} ms`);
  assert.ok(swallowed < 4_500, `swallowed: ${Math.round(swallowed)} ms`);
});
