import assert from "node:assert/strict";
import { test } from "node:test";
import { sleep } from "../../../protocol/async/sleep.ts";
import { AlreadyRunningError, lockHome } from "../home-lock.ts";
import { fromFileUrl } from "../paths.ts";
import { commandLine, isAlive, sendSignal } from "./processes.ts";

const starter = fromFileUrl(new URL("../testing/starter.ts", import.meta.url));

interface Started {
  process: Deno.ChildProcess;
  pids: number[];
  ended: string[];
}

async function begin(home: string): Promise<Started> {
  const args = ["run", "-A", "--no-check", starter, home];
  const process = new Deno.Command(Deno.execPath(), { args, stdout: "piped" }).spawn();
  for await (const chunk of process.stdout.pipeThrough(new TextDecoderStream())) {
    return { process, ...JSON.parse(chunk) };
  }
  throw new Error("the start printed nothing");
}

async function allGone(pids: readonly number[]): Promise<boolean> {
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const alive = await Promise.all(pids.map(isAlive));
    if (!alive.includes(true)) return true;
    await sleep(25);
  }
  return false;
}

test("a start killed with SIGKILL leaves no process", async () => {
  const home = await Deno.makeTempDir();
  const { process, pids } = await begin(home);
  assert.equal(pids.length, 2);
  process.kill("SIGKILL");
  await process.status;
  assert.ok(await allGone(pids));
});

test("the next start ends a process that outlived its start and its leash", async () => {
  const home = await Deno.makeTempDir();
  const first = await begin(home);
  const [survivor = 0] = first.pids;
  sendSignal(await leashOf(survivor), "SIGKILL");
  sendSignal(first.process.pid, "SIGKILL");
  await first.process.status;
  const second = await begin(home);
  assert.equal(await isAlive(survivor), false);
  second.process.kill("SIGKILL");
  await second.process.status;
  assert.ok(await allGone([...first.pids, ...second.pids]));
});

test("a second start of a folder is refused until the first has ended, however it ends", async () => {
  const home = await Deno.makeTempDir();
  const { process, pids } = await begin(home);
  await assert.rejects(lockHome(home), AlreadyRunningError);
  process.kill("SIGKILL");
  await process.status;
  using _ = await lockHome(home);
  assert.ok(await allGone(pids));
});

async function leashOf(pid: number): Promise<number> {
  const ps = new Deno.Command("ps", { args: ["-o", "ppid=", "-p", String(pid)] });
  const parent = Number(new TextDecoder().decode((await ps.output()).stdout));
  assert.match(await commandLine(parent) ?? "", /leash\.mjs/);
  return parent;
}
