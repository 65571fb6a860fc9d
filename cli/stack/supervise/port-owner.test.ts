import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPort } from "../../doctor/machine.ts";
import { ownNode } from "../node/find-node.ts";
import { listeningInodes, portOwner, portOwnerText } from "./port-owner.ts";
import { findFreePort } from "./ports.ts";

/** Another process that listens on a free port until it is disposed; `name` is the name of its script. */
async function listener(host: string, name = "the-other-program", ...args: string[]) {
  const port = findFreePort();
  const folder = await Deno.makeTempDir();
  const listen =
    `require("node:net").createServer().listen(${port}, "${host}", () => console.log())`;
  await Deno.writeTextFile(`${folder}/${name}`, listen);
  const { path } = await ownNode();
  const child = new Deno.Command(path, { args: [`${folder}/${name}`, ...args], stdout: "piped" })
    .spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  const stop = async () => {
    child.kill("SIGKILL");
    await reader.cancel();
    await child.status;
    await Deno.remove(folder, { recursive: true });
  };
  return { port, pid: child.pid, [Symbol.asyncDispose]: stop };
}

for (const host of ["127.0.0.1", "0.0.0.0", "::"]) {
  test(`the process that listens on ${host} is found by its port`, async () => {
    await using other = await listener(host);
    const holder = await portOwner(other.port);
    assert.equal(holder?.pid, other.pid);
    assert.match(holder?.command ?? "", /the-other-program$/);
  });
}

test("a port on which no process listens has no owner", async () => {
  assert.equal(await portOwner(findFreePort()), undefined);
});

test("only sockets that listen on exactly that port count", () => {
  const table = [
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
    "   0: 0100007F:0FA0 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 11 1",
    "   1: 0100007F:0FA0 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 22 1",
    "   2: 0100007F:C350 0100007F:0FA0 0A 00000000:00000000 00:00000000 00000000     0        0 33 1",
    "",
  ].join("\n");
  assert.deepEqual(listeningInodes(table, 4000), ["socket:[11]"]);
  assert.deepEqual(listeningInodes(table, 160), []);
});

test("a long command line is cut, and an invisible process is reported as another user's", () => {
  assert.equal(portOwnerText({ pid: 7, command: "x y" }), "process 7 (x y)");
  assert.ok(portOwnerText({ pid: 7, command: "x".repeat(500) }).length < 150);
  assert.match(portOwnerText(undefined), /another user/);
});

test("doctor names the process that has the port, also while a start of this folder runs on another", async () => {
  await using other = await listener("127.0.0.1");
  // A start is recognised by its command line: `main.ts start`.
  await using start = await listener("127.0.0.1", "main.ts", "start");
  const home = await Deno.makeTempDir();
  const graphql = `http://127.0.0.1:${start.port}/graphql`;
  const run = JSON.stringify({ pid: start.pid, urls: { graphql } });
  const named = new RegExp(`taken by process ${other.pid} .*the-other-program`);
  for (const write of [() => undefined, () => Deno.writeTextFile(`${home}/run.json`, run)]) {
    await write();
    const { state, found } = await checkPort({ home, port: other.port });
    assert.equal(state, "bad");
    assert.match(found, named);
  }
  const own = await checkPort({ home, port: start.port });
  assert.equal(own.found, `in use by the start that runs (process ${start.pid})`);
  await Deno.remove(home, { recursive: true });
});
