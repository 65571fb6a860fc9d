import assert from "node:assert/strict";
import { test } from "node:test";
import { readJson } from "../../scripts/stack/home.ts";
import type { Ports } from "../../scripts/stack/ports.ts";
import { startStack } from "../../scripts/stack/stack.ts";

const begin = async (home?: string) =>
  await startStack({
    home: home ?? await Deno.makeTempDir({ prefix: "tramontane-servers-" }),
    parts: ["temporal"],
  });

test("a web page cannot start workflows through Temporal's HTTP API", async () => {
  const stack = await begin();
  const port = readJson<Ports>(`${stack.home.path}/ports.json`)?.["temporal-http"];
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/namespaces/default/workflows/evil`, {
    method: "POST",
    headers: { "content-type": "text/plain", origin: "https://evil.example" },
    body: JSON.stringify({ workflowType: { name: "w" }, taskQueue: { name: "q" } }),
  });
  await answer.body?.cancel();
  assert.equal(answer.status, 403);
  await stack.destroy();
});

test("losing Temporal's file is survived: the next start has a new one", async () => {
  const first = await begin();
  const { path } = first.home;
  await first.stop();
  await Deno.remove(`${path}/temporal`, { recursive: true });
  const second = await begin(path);
  assert.equal(second.processes()[0]?.state, "ready");
  await second.destroy();
});

test("Temporal listens on this machine alone", { skip: Deno.build.os !== "linux" }, async () => {
  const stack = await begin();
  const pid = stack.processes()[0]?.pid ?? 0;
  const addresses = await listeningAddresses(pid);
  assert.ok(addresses.length > 0);
  // 0100007F is 127.0.0.1 in /proc/net/tcp.
  assert.deepEqual([...new Set(addresses)], ["0100007F"]);
  await stack.destroy();
});

async function listeningAddresses(pid: number): Promise<string[]> {
  const sockets = new Set<string>();
  for (const entry of [...Deno.readDirSync(`/proc/${pid}/fd`)]) {
    const target = await Deno.readLink(`/proc/${pid}/fd/${entry.name}`).catch(() => "");
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode) sockets.add(inode);
  }
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => Deno.readTextFile(`/proc/net/${name}`).catch(() => "")),
  );
  return tables.join("\n").split("\n").map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[3] === "0A" && sockets.has(columns[9] ?? ""))
    .map((columns) => columns[1]?.split(":")[0] ?? "");
}
