import assert from "node:assert/strict";
import { before, test } from "node:test";
import { endOf, readUntil, turnEnds } from "../support/api.ts";
import { composition } from "./composition.ts";

const { api } = composition;
before(async () => {
  await composition.up();
  await api.register("analyst");
});

/** A conversation with one whole turn. */
async function begun(): Promise<string> {
  const id = await api.start("analyst", "What does NVDA cost?");
  await readUntil(api.follow(id), turnEnds());
  return id;
}

/** It has both turns after another message, each once. */
async function goesOn(id: string): Promise<void> {
  const { turn, eventCursor } = await api.send(id, "And AMD?");
  await readUntil(api.follow(id, eventCursor), endOf(turn.id), 180_000);
  const { turns, entries } = await api.read(id);
  assert.ok(turns.nodes.length >= 2);
  for (const { status } of turns.nodes) assert.equal(status, "COMPLETED");
  assert.equal(entries.nodes.filter(({ role }) => role === "USER").length, turns.nodes.length);
}

test("a conversation goes on after `restart`", async () => {
  const id = await begun();
  await composition.compose("restart", "--timeout", "20");
  await composition.untilReady();
  await goesOn(id);
});

test("a conversation goes on after `down` and `up`: the volumes stay, and no secret changes", async () => {
  const id = await begun();
  const secrets = await composition.secrets();
  await composition.compose("down", "--timeout", "20");
  await composition.up();
  await composition.untilReady();
  assert.deepEqual(await composition.secrets(), secrets);
  await goesOn(id);
});

test("two workers and two APIs share the work", async () => {
  // The published port belongs to one API: the second one takes another.
  await composition.up("--scale", "worker=2", "--no-recreate");
  try {
    assert.equal((await composition.containers("worker")).length, 2);
    const ids = await Promise.all(Array.from({ length: 6 }, begun));
    for (const id of ids) await goesOn(id);
  } finally {
    await composition.up("--scale", "worker=1", "--no-recreate");
  }
});
