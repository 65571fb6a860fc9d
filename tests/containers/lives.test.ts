import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Api, endOf, readUntil, turnEnds } from "../support/api.ts";
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

test("two workers and two APIs share the work, and a reader at one API sees what is sent to the other", async () => {
  const first = Number(composition.port);
  const second = first + 1;
  const scaled = composition.with({
    API_PORTS: `${first}-${second}`,
    ALLOWED_HOSTS: `127.0.0.1:${first},127.0.0.1:${second}`,
    COMPOSE_FILE: `${Deno.env.get("COMPOSE_FILE")}:deploy/compose/apis.yml`,
  });
  try {
    await scaled.up("--scale", "worker=2", "--scale", "api=2");
    const urls = await Promise.all(
      [1, 2].map((n) => scaled.compose("port", "--index", `${n}`, "api", "4000")),
    );
    const [one, other] = urls.map((at) => new Api(`http://${at}/graphql`));
    assert.ok(one && other && one.url !== other.url);
    assert.equal((await scaled.containers("worker")).length, 2);
    const talk = async () => {
      const id = await one.start("analyst", "What does NVDA cost?");
      await readUntil(other.follow(id), turnEnds());
      assert.equal((await other.read(id)).turns.nodes[0]?.status, "COMPLETED");
    };
    await Promise.all(Array.from({ length: 6 }, talk));
  } finally {
    await composition.up("--scale", "worker=1", "--scale", "api=1", "--remove-orphans");
  }
});
