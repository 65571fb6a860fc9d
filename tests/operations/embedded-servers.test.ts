import assert from "node:assert/strict";
import { test } from "node:test";
import { writeRunFile } from "../../cli/run-file.ts";
import { startStack } from "../../cli/stack/stack.ts";
import { saveModels } from "../../store/agent/validate-model.ts";
import { connect } from "../../store/mod.ts";
import { Api } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";

const begin = async (home?: string) =>
  await startStack({
    home: home ?? await Deno.makeTempDir({ prefix: "tramontane-servers-" }),
    parts: ["temporal"],
  });

test("without Temporal and worker the API accepts messages and reports what is missing", async () => {
  const stack = await startStack({
    home: await Deno.makeTempDir({ prefix: "tramontane-early-" }),
    parts: ["postgres", "api"],
    env: { ...Deno.env.toObject(), MISTRAL_API_KEY: "" },
  });
  writeRunFile(stack, { startedAt: "", phase: "starting", progress: {} });
  const answer = await fetch(`${stack.urls.api}/readyz`);
  assert.equal(answer.status, 200);
  const { dependencies, start } = await answer.json();
  assert.deepEqual(
    [dependencies.database.up, dependencies.temporal.up, dependencies.worker.up],
    [true, false, false],
  );
  assert.deepEqual(start, {
    phase: "starting",
    parts: { postgres: { state: "ready" }, api: { state: "ready" } },
  });
  const page = await fetch(stack.urls.graphql, { headers: { accept: "text/html" } });
  assert.match(await page.text(), /The model is <b>emulated<\/b>[\s\S]*tramontane-missing/);

  const api = new Api(stack.urls.graphql);
  const input = {
    idempotencyKey: crypto.randomUUID(),
    name: "early",
    model: "mistral-medium-latest",
    instructions: { text: "Be brief." },
  };
  const early = await api.attempt(documents.register, input);
  assert.equal(early.__typename, "UnavailableError");
  assert.match(String(early.message), /worker/);

  // As if a worker had been here before.
  const sql = connect(stack.urls.database, { name: "test", max: 1 });
  await saveModels(sql, "emulator", [input.model]);
  await sql.end();
  assert.equal((await api.attempt(documents.register, input)).__typename, "RegisterAgentPayload");
  const { entries, turns } = await api.read(await api.start("early", "hello"));
  assert.deepEqual([entries.nodes.length, turns.nodes[0]?.status], [1, "QUEUED"]);
  await stack.destroy();
});

test("the next start survives the loss of Temporal's file", async () => {
  const first = await begin();
  const { path } = first.home;
  await first.stop();
  await Deno.remove(`${path}/temporal`, { recursive: true });
  const second = await begin(path);
  assert.equal(second.processes()[0]?.state, "ready");
  await second.destroy();
});

test("Temporal listens only on loopback", { skip: Deno.build.os !== "linux" }, async () => {
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
