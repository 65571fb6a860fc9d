import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { textStyle } from "../terminal/text-style.ts";
import type { RunFile } from "../run-file.ts";
import { statusLines } from "./lines.ts";
import { unreadyNow } from "./readiness.ts";

async function serve(answer: (respond: (status: number) => void) => void) {
  const server = createServer((_, response) =>
    answer((status) => response.writeHead(status).end())
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { health: `http://127.0.0.1:${port}/readyz`, close };
}

test("the status reports a process that was ready and no longer answers as not ready", async (t) => {
  const [good, stuck, bad] = await Promise.all([
    serve((respond) => respond(200)),
    serve(() => {}),
    serve((respond) => respond(503)),
  ]);
  t.after(() => [good, stuck, bad].forEach(({ close }) => close()));
  const process = (name: string, health?: string) => ({
    ...{ name, state: "ready" as const, source: name, log: "", pid: 1 },
    ...(health && { health }),
  });
  const processes = [
    process("postgres"),
    process("api", good.health),
    process("worker", stuck.health),
    process("mcp", bad.health),
  ];
  const unready = await unreadyNow(processes);
  assert.deepEqual([...unready.keys()], ["worker", "mcp"]);
  const run = {
    ...{ pid: 1, startedAt: new Date(0).toISOString(), phase: "ready", processes, progress: {} },
    ...{ emulated: false, sampleMarketData: false, urls: { graphql: "http://g" } },
  } as unknown as RunFile;
  const lines = statusLines(textStyle(false, true), run, { ready: true }, new Date(1), unready);
  assert.match(lines.find((line) => line.includes("worker")) ?? "", /not ready/);
  assert.match(lines.find((line) => line.includes("mcp")) ?? "", /not ready.*503/);
});
