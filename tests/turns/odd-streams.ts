import assert from "node:assert/strict";
import { test } from "node:test";
import { endOf, type Read, readUntil } from "../support/api.ts";
import type { TurnsStack } from "./stack.ts";

/**
 * Streams that differ in their form alone: what they say must arrive whole, with one request. Where the connection breaks
 * right after the answer, the runtime may drop what it had not given out yet; then the history has it.
 */
const odd = [
  ...["data", "no-ids", "no-call-ids", "one-index", "lines", "unknown", "chunks", "usage"],
  ...["no-usage", "hang", "destroy", "marker"],
];

async function ask(t: TurnsStack, kind: string, text: string): Promise<Read> {
  const id = await t.api.start(t.analyst, `[[stream:${kind}]] ${text}`);
  const turn = (await t.api.read(id)).turns.nodes[0]?.id ?? "";
  await readUntil(t.api.follow(id), endOf(turn));
  return await t.api.read(id);
}

/** The requests that made a conversation at the provider. */
async function starts(t: TurnsStack, id: string): Promise<number> {
  const records = await t.sandbox.ledger();
  return records.filter((r) => r.metadata?.tramontane_conversation === id).length;
}

function assertWhole({ turns, entries }: Read, kind: string, attempts: readonly number[]) {
  const [turn] = turns.nodes;
  assert.equal(turn?.status, "COMPLETED", kind);
  assert.ok(attempts.includes(turn?.steps[0]?.attempts ?? 0), kind);
  const made = entries.nodes.filter((e) => e.__typename === "ToolCall");
  assert.deepEqual(made.map((e) => [e.status, /NVDA|AMD/.test(e.result ?? "")]), [
    ["COMPLETED", true],
    ["COMPLETED", true],
  ], kind);
}

/** What a real provider, a gateway or another server may send. */
export function oddStreams(stack: () => TurnsStack) {
  test("streams of unusual forms are read completely, and the next message continues from them", async () => {
    const t = stack();
    await Promise.all(odd.map(async (kind) => {
      const read = await ask(t, kind, "What do NVDA and AMD cost?");
      assertWhole(read, kind, kind === "destroy" ? [1, 2] : [1]);
      assert.ok(read.usage && read.usage.outputTokens > 0, kind);
      // Calls without ids are sent back under generated ids, in a new conversation.
      assert.equal(await starts(t, read.id), kind === "no-call-ids" ? 2 : 1, kind);
      const { turn, eventCursor } = await t.api.send(read.id, "Say hello");
      await readUntil(t.api.follow(read.id, eventCursor), endOf(turn.id));
      assert.equal((await t.api.read(read.id)).turns.nodes[1]?.status, "COMPLETED", kind);
    }));
  });

  test("an answer that is unreadable or did not arrive is found in the provider's history", async () => {
    const t = stack();
    await Promise.all(["broken", "unstreamed"].map(async (kind) => {
      const read = await ask(t, kind, "What do NVDA and AMD cost?");
      assertWhole(read, kind, [2]);
      assert.equal(await starts(t, read.id), 1, kind);
      assert.equal(read.usage?.modelCalls, 2, "one that was adopted, one to the results");
    }));
  });

  test("an answer that is unreadable in the stream and in the history is paid twice at most", async () => {
    const t = stack();
    const read = await ask(t, "unreadable", "Say hello");
    const [turn] = read.turns.nodes;
    assert.deepEqual([turn?.status, turn?.failure?.code], ["FAILED", "UNAVAILABLE"]);
    assert.equal(await starts(t, read.id), 2);
    assert.equal(read.usage?.modelCalls, 2);
    assert.ok(read.usage && read.usage.inputTokens > 0);
  });

  test("an empty answer is requested once more and then accepted; both requests are counted", async () => {
    const t = stack();
    const read = await ask(t, "empty", "Say hello");
    const [turn] = read.turns.nodes;
    assert.deepEqual([turn?.status, turn?.failure], ["COMPLETED", null]);
    assert.deepEqual(read.entries.nodes.map((e) => e.role), ["USER"]);
    assert.equal(await starts(t, read.id), 2);
    assert.equal(read.usage?.modelCalls, 2);
    assert.ok(read.usage && read.usage.inputTokens > 0);
    const { turn: next, eventCursor } = await t.api.send(read.id, "Say goodbye");
    await readUntil(t.api.follow(read.id, eventCursor), endOf(next.id));
    const after = await t.api.read(read.id);
    assert.equal(after.turns.nodes[1]?.status, "COMPLETED");
    assert.deepEqual(after.entries.nodes.map((e) => e.role), ["USER", "USER", "AGENT"]);
  });
}
