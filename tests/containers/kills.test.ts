import assert from "node:assert/strict";
import { before, test } from "node:test";
import { endOf, readUntil } from "../support/api.ts";
import { composition } from "./composition.ts";

const { api, sandbox } = composition;
before(async () => {
  await composition.up();
  await api.register("analyst");
});

// The worker: short.test.ts. The provider keeps in its volume what it was asked before it died.
const services = ["api", "postgres", "temporal", "mcp", "sandbox"];

for (const service of services) {
  test(`${service} is killed in mid-answer: nothing is lost, doubled or paid twice`, async () => {
    const paidBefore = await sandbox.paidTwice();
    const id = await api.start("analyst", "What does NVDA cost?");
    const first = await api.read(id);
    const { turn, eventCursor } = await api.send(id, "Explain markets in about 300 words");
    let killed: Promise<void> | undefined;
    await readUntil(api.follow(id, eventCursor), (event) => {
      if (event.__typename === "TextDelta" && event.turnId !== first.turns.nodes[0]?.id) {
        killed ??= composition.kill(service);
      }
      return endOf(turn.id)(event);
    }, 240_000);
    await killed;
    await composition.untilReady();
    const { turns, entries } = await api.read(id);
    assert.deepEqual(turns.nodes.map(({ status }) => status), ["COMPLETED", "COMPLETED"]);
    const said = entries.nodes.filter(({ role }) => role === "USER");
    assert.equal(said.length, 2);
    const answers = entries.nodes.filter(({ role, status }) =>
      role === "AGENT" && status === "COMPLETED"
    );
    assert.equal(new Set(answers.map((one) => one.id)).size, answers.length);
    assert.deepEqual(await sandbox.repeated(id), []);
    assert.equal(await sandbox.paidTwice(), service === "sandbox" ? 0 : paidBefore);
  });
}
