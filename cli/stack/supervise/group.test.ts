import assert from "node:assert/strict";
import { test } from "node:test";
import { SchemaError } from "../../../store/mod.ts";
import { startGroup } from "./group.ts";
import { isAlive, waitUntilGone } from "./processes.ts";
import { dummyPart, testGroup } from "../testing/dummy-part.ts";

test("parts start after the parts that they name, and stop in the given order", async () => {
  const { settings, events } = await testGroup(["a", "b"]);
  const group = startGroup(
    [dummyPart("a", "serve", { after: ["b"] }), dummyPart("b", "serve")],
    settings,
  );
  await group.ready;
  await group.stop();
  assert.deepEqual(events, ["b ready", "a ready", "a stopped", "b stopped"]);
});

test("stopping ends every program, also one that ignores the signal", async () => {
  const { settings } = await testGroup();
  const group = startGroup([dummyPart("a", "serve"), dummyPart("b", "deaf")], settings);
  await group.ready;
  const pids = group.parts.map(({ pid }) => pid ?? 0);
  await group.stop();
  assert.deepEqual(await Promise.all(pids.map(isAlive)), [false, false]);
});

test("processes that a program started and left end with it", async () => {
  const { settings } = await testGroup();
  const group = startGroup([dummyPart("a", "parent")], settings);
  await group.ready;
  const child = Number(/child (\d+)/.exec(await Deno.readTextFile(group.part("a").log))?.[1]);
  assert.equal(await isAlive(child), true);
  await group.stop();
  assert.equal(await waitUntilGone(child, 5_000), true);
});

test("a part that is killed is started again, and its last lines and the wait are reported", async () => {
  const { settings, nextDeath } = await testGroup();
  const group = startGroup([dummyPart("a", "serve")], settings);
  await group.ready;
  const before = group.part("a").pid;
  const death = nextDeath();
  group.part("a").kill("SIGKILL");
  const { code, lastLines, retryInMs } = await death;
  assert.deepEqual({ code, lastLines, retryInMs }, {
    code: 137,
    lastLines: ["dummy serve begins"],
    retryInMs: 250,
  });
  await group.part("a").ready(AbortSignal.timeout(10_000));
  assert.notEqual(group.part("a").pid, before);
  await group.stop();
});

test("without supervision, a killed part stays down until it is started", async () => {
  const { settings, nextDeath } = await testGroup();
  const group = startGroup([dummyPart("a", "serve")], { ...settings, supervise: false });
  await group.ready;
  const death = nextDeath();
  group.part("a").kill("SIGKILL");
  assert.equal((await death).retryInMs, undefined);
  assert.equal(group.part("a").state, "failed");
  await group.part("a").start();
  await group.part("a").ready(AbortSignal.timeout(10_000));
  await group.stop();
});

test("a part that never becomes ready fails the group, with its last lines and the next step", async () => {
  const { settings } = await testGroup();
  const part = dummyPart("a", "die", { advice: "look at the moon" });
  const group = startGroup([part, dummyPart("b", "serve", { after: ["a"] })], settings);
  await assert.rejects(group.ready, /a is not ready[\s\S]*dummy die begins[\s\S]*look at the moon/);
  assert.equal(group.part("b").pid, undefined);
  await group.stop();
});

test("a database of an older release fails the group at once, by its message alone", async () => {
  const { settings } = await testGroup();
  const ready = () => Promise.reject(new SchemaError("made by 0.1; reset it"));
  const group = startGroup([dummyPart("a", "serve", { ready, readyWithinMs: 60_000 })], settings);
  const startedAt = performance.now();
  await assert.rejects(group.ready, { message: "a: made by 0.1; reset it" });
  assert.ok(performance.now() - startedAt < 30_000);
  await group.stop();
});

test("a part whose leash is killed ends and is started again", async () => {
  const { settings, nextDeath } = await testGroup();
  const group = startGroup([dummyPart("a", "serve")], settings);
  await group.ready;
  const program = group.part("a").pid ?? 0;
  const death = nextDeath();
  Deno.kill(await parentOf(program), "SIGKILL");
  await death;
  assert.equal(await isAlive(program), false);
  await group.stop();
});

test("stopping during the start leaves no process", async () => {
  const { settings } = await testGroup();
  const probed = Promise.withResolvers<void>();
  const never = dummyPart("a", "serve", {
    ready: () => {
      probed.resolve();
      return Promise.resolve("not today");
    },
  });
  const group = startGroup([never], settings);
  const ready = assert.rejects(group.ready, /not today/);
  await probed.promise;
  await group.stop();
  await ready;
  assert.equal(group.part("a").pid, undefined);
});

async function parentOf(pid: number): Promise<number> {
  const ps = new Deno.Command("ps", { args: ["-o", "ppid=", "-p", String(pid)] });
  return Number(new TextDecoder().decode((await ps.output()).stdout));
}
