import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { textStyle } from "../terminal/text-style.ts";
import { agentsLines, readyLine, registerAtStart } from "./start-agents.ts";

const look = textStyle(false, true);

test("a start is ready only with its agents, and says what to do without them", () => {
  const done = { ok: true, line: "7 research agents are registered" } as const;
  assert.match(readyLine(done, 1_234), /^Ready in 1\.2 s\./);
  const away = { ok: false, why: "No worker.", final: false } as const;
  assert.match(readyLine(away, 60_000), /^Not ready for research after 60\.0 s\./);
  assert.match(agentsLines(look, away).join("\n"), /No worker\.[\s\S]*research[\s\S]*tried again/);
  const archived = { ok: false, why: "x: it is archived", final: true } as const;
  assert.match(agentsLines(look, archived).join("\n"), /deno(@2\.9\.3)? task agents apply/);
});

test("a start waits for an API that does not answer yet, shows why, and gives up in time", async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.writeHead(200, { "content-type": "application/json" });
    const prices = { name: "prices", tools: [{ name: "quote", readOnly: true }] };
    response.end(JSON.stringify({ data: { mcpServers: asked > 1 ? [prices] : [] } }));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  const shown: string[] = [];
  const registered = await registerAtStart({
    url: `http://127.0.0.1:${port}/graphql`,
    withinMs: 900,
    signal: new AbortController().signal,
    reporter: { progress: (part, what) => shown.push(`${part} ${what}`) },
  });
  server.close();
  assert.deepEqual(shown, [
    "agents waiting: the tools of prices and financials are not listed",
    "agents waiting: the tools of financials are not listed",
  ]);
  assert.equal(registered.ok || registered.final, false);
});
