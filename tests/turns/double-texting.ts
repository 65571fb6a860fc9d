import assert from "node:assert/strict";
import { test } from "node:test";
import { endOf, readUntil, ruleBreaks, type SeenEvent } from "../support/api.ts";
import type { TurnsStack } from "./stack.ts";

const long = (about: string) => `Write about ${about} in about 2000 words`;
const underWay = (e: SeenEvent) => e.__typename === "TextDelta" && (e.offset ?? 0) > 40;

/** A conversation whose first turn is in mid-answer; the turn's id. */
async function talking(t: TurnsStack, about: string) {
  const id = await t.api.start(t.analyst, long(about));
  await readUntil(t.api.follow(id), underWay);
  return { id, turn: (await t.api.read(id)).turns.nodes[0]?.id ?? "" };
}

/** Waits until this turn ends; the conversation as it then is. */
async function settled(t: TurnsStack, id: string, turnId: string, after?: string) {
  const events = await readUntil(t.api.follow(id, after), endOf(turnId));
  return { events, ...await t.api.read(id) };
}

/** Each form of sending while a turn runs, and cancelling one. */
export function doubleTexting(stack: () => TurnsStack) {
  test("a cancelled turn's socket is closed within two seconds; its text stays and is sent with the next message", async () => {
    const t = stack();
    await t.sandbox.post("mode", { cut: "abort" });
    const { id, turn } = await talking(t, "whales");
    const began = Date.now();
    await t.api.cancel(turn, "changed my mind");
    await t.sandbox.until((r) => r.metadata?.tramontane_conversation === id && r.cut);
    assert.ok(Date.now() - began < 2_000, `took ${Date.now() - began} ms`);
    const sent = await t.api.send(id, "And what is it about?");
    const { events, turns, entries } = await settled(t, id, sent.turn.id);
    assert.deepEqual(ruleBreaks(events), []);
    const [first, second] = turns.nodes;
    assert.deepEqual([first?.status, first?.cancelReason], ["CANCELLED", "changed my mind"]);
    assert.equal(entries.nodes[1]?.status, "CANCELLED");
    assert.match(second?.reply?.text ?? "", /Before that you said: "Write about whales/);
  });

  test("INTERRUPT answers the new message at once, with what was said before it", async () => {
    const t = stack();
    const { id } = await talking(t, "dolphins");
    const sent = await t.api.send(id, "Stop. Say hello", { whenBusy: "INTERRUPT" });
    const { turns } = await settled(t, id, sent.turn.id);
    assert.deepEqual(turns.nodes.map((n) => n.status), ["CANCELLED", "COMPLETED"]);
    assert.match(turns.nodes[1]?.reply?.text ?? "", /Before that you said: "Write about dolphins/);
  });

  test("ROLLBACK answers the new message without the discarded one", async () => {
    const t = stack();
    const { id } = await talking(t, "sharks");
    const sent = await t.api.send(id, "Say hello instead", { whenBusy: "ROLLBACK" });
    const { turns, entries } = await settled(t, id, sent.turn.id);
    assert.deepEqual(turns.nodes.map((n) => n.status), ["DISCARDED", "COMPLETED"]);
    assert.doesNotMatch(turns.nodes[1]?.reply?.text ?? "", /sharks/);
    assert.deepEqual(entries.nodes.map((e) => e.role), ["USER", "AGENT"]);
  });

  test("STEER joins the running turn with its tool results", async () => {
    const t = stack();
    await t.sandbox.post("faults", {
      kind: "slow_answer",
      delayMs: 1_500,
      match: { textIncludes: "steered-a" },
    });
    const id = await t.api.start(t.analyst, "What does NVDA cost? steered-a");
    const { turns: { nodes: [turn] } } = await t.api.read(id);
    await readUntil(t.api.follow(id), (e) => e.__typename === "StepChanged");
    const sent = await t.api.send(id, "Answer in Portuguese", { whenBusy: "STEER" });
    assert.equal(sent.turn.id, turn?.id);
    const { turns } = await settled(t, id, sent.turn.id);
    assert.equal(turns.nodes.length, 1);
    assert.equal(turns.nodes[0]?.messages.length, 2);
  });

  test("STEER into a turn without tool results becomes a turn of its own after it", async () => {
    const t = stack();
    const id = await t.api.start(t.analyst, "Write about tides in about 120 words");
    await readUntil(t.api.follow(id), underWay);
    await t.api.send(id, "And a hello", { whenBusy: "STEER" });
    const events = await readUntil(
      t.api.follow(id),
      (() => {
        let ends = 0;
        return (e) => e.__typename === "TurnChanged" && e.status === "COMPLETED" && ++ends === 2;
      })(),
    );
    assert.deepEqual(ruleBreaks(events), []);
    const { turns } = await t.api.read(id);
    assert.deepEqual(turns.nodes.map((n) => n.messages.map((m) => m.text)), [
      ["Write about tides in about 120 words"],
      ["And a hello"],
    ]);
  });

  test("a turn cancelled between its tools goes on cleanly with the next message", async () => {
    const t = stack();
    const slow = { kind: "slow_answer", delayMs: 3_000, match: { textIncludes: "currency" } };
    await t.sandbox.post("faults", slow);
    const id = await t.api.start(t.analyst, "What do NVDA and AMD cost?");
    const events = t.api.follow(id);
    let models = 0;
    const second = (e: SeenEvent) =>
      e.__typename === "StepChanged" && !!e.stepId?.startsWith("call_") && e.status === "RUNNING" &&
      ++models === 2;
    await readUntil(events, second);
    const turn = (await t.api.read(id)).turns.nodes[0]?.id ?? "";
    await t.api.cancel(turn);
    const sent = await t.api.send(id, "Which of the two is higher?");
    const { turns } = await settled(t, id, sent.turn.id);
    assert.equal(turns.nodes[1]?.status, "COMPLETED");
    assert.match(turns.nodes[1]?.reply?.text ?? "", /NVDA/);
    await t.sandbox.post("reset-faults", {});
  });

  test("a message that interrupts a model call which waits for its retry is answered at once", async () => {
    const t = stack();
    const match = { textIncludes: "limited-a" };
    await t.sandbox.post("faults", { kind: "rate_limit", retryAfter: 60, match });
    const id = await t.api.start(t.analyst, "Write about limited-a");
    const waits = (e: SeenEvent) => e.__typename === "StepChanged" && e.status === "WAITING";
    await readUntil(t.api.follow(id), waits);
    const began = Date.now();
    const sent = await t.api.send(id, "Say hello", { whenBusy: "ROLLBACK" });
    const { turns } = await settled(t, id, sent.turn.id);
    assert.equal(turns.nodes[1]?.status, "COMPLETED");
    assert.ok(Date.now() - began < 20_000, `took ${Date.now() - began} ms`);
  });
}
