import assert from "node:assert/strict";
import { test } from "node:test";
import {
  endOf,
  type PendingApproval,
  readUntil,
  ruleBreaks,
  type SeenEvent,
} from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { unique } from "../support/test-stack.ts";
import type { TurnsStack } from "./stack.ts";

const asks = (e: SeenEvent) => e.__typename === "TurnChanged" && e.status === "WAITING";

/** An agent that must ask before it looks at prices. */
async function careful(t: TurnsStack, terms: object = {}): Promise<string> {
  const name = unique("careful");
  const tool = { server: "prices", name: "get_current_stock_price", policy: "ASK", ...terms };
  await t.api.register(name, { tools: [tool] });
  return name;
}

/** A conversation that waits for verdicts. */
async function asked(t: TurnsStack, text: string, terms?: object) {
  const id = await t.api.start(await careful(t, terms), text);
  await readUntil(t.api.follow(id), asks);
  const turn = (await t.api.read(id)).turns.nodes[0]?.id ?? "";
  return { id, turn, approvals: await t.api.pending(turn) };
}

const symbolOf = (a: PendingApproval) => (a.proposedArguments as { symbol: string }).symbol;
const resultOf = async (t: TurnsStack, id: string, symbol: string) =>
  (await t.api.read(id)).entries.nodes.find((e) =>
    (e.arguments as { symbol?: string } | null)?.symbol === symbol
  );

/** Every ending of an approval. */
export function approvals(stack: () => TurnsStack) {
  test("two approvals together: one call runs while the other waits, one is rejected, and the model reads why", async () => {
    const t = stack();
    const eventCursor = (await t.api.run(documents.inbox, {})).approvals?.eventCursor;
    const { id, turn, approvals } = await asked(t, "What do NVDA and AMD cost?");
    assert.deepEqual(approvals.map(symbolOf).sort(), ["AMD", "NVDA"]);
    const [nvda, amd] = approvals.toSorted((a, b) => symbolOf(b) < symbolOf(a) ? -1 : 1);
    assert.ok(nvda && amd);
    await t.api.decide(nvda, { approve: {} });
    const ran = (e: SeenEvent) => e.stepId === nvda.toolCall?.id && e.status === "COMPLETED";
    await readUntil(t.api.follow(id), ran);
    assert.equal((await t.api.read(id)).turns.nodes[0]?.status, "WAITING");
    await t.api.decide(amd, { reject: { reason: "not that one" } });
    const events = await readUntil(t.api.follow(id), endOf(turn));
    assert.deepEqual(ruleBreaks(events), []);
    assert.equal((await t.api.read(id)).turns.nodes[0]?.status, "COMPLETED");
    assert.match((await resultOf(t, id, "AMD"))?.result ?? "", /not that one/);
    const seen: SeenEvent[] = [];
    const ours = [nvda.id, amd.id];
    await readUntil(t.api.followApprovals(eventCursor), (e) => {
      if (ours.includes(e.approvalId ?? "")) seen.push(e);
      return seen.length === 4;
    });
    assert.deepEqual(seen.map((e) => e.verdict), ["PENDING", "PENDING", "APPROVED", "REJECTED"]);
    const again = await t.api.attempt(documents.decide, {
      approvalId: amd.id,
      argumentsHash: amd.argumentsHash,
      verdict: { approve: {} },
    });
    assert.deepEqual([again.__typename, again.reason], ["ConflictError", "DECIDED"]);
  });

  test("approved with other arguments, for always: the tool runs with them, and no further approval is needed", async () => {
    const t = stack();
    const { id, turn, approvals: [first] } = await asked(t, "What does TSLA cost?");
    assert.ok(first);
    const bad = await t.api.attempt(documents.decide, {
      approvalId: first.id,
      argumentsHash: first.argumentsHash,
      verdict: { approve: { arguments: { symbol: 5 } } },
    });
    assert.equal(bad.__typename, "ValidationError");
    await t.api.decide(first, { approve: { arguments: { symbol: "MSFT" }, always: true } });
    await readUntil(t.api.follow(id), endOf(turn));
    assert.equal((await resultOf(t, id, "MSFT"))?.status, "COMPLETED");
    const { turn: next, eventCursor } = await t.api.send(id, "What does AAPL cost?");
    const events = await readUntil(t.api.follow(id, eventCursor), endOf(next.id));
    assert.ok(!events.some(asks));
    assert.equal((await resultOf(t, id, "AAPL"))?.status, "COMPLETED");
  });

  test("without a decision the default applies, also when the worker was killed meanwhile", async () => {
    const t = stack();
    const terms = { approvalTimeout: "PT3S" };
    const late = await asked(t, "What does NVDA cost?", { ...terms, approveOnTimeout: true });
    const never = await asked(t, "What does AMD cost?", terms);
    await t.stack.kill("worker", "SIGKILL");
    await t.stack.startPart("worker");
    await readUntil(t.api.follow(late.id), endOf(late.turn));
    await readUntil(t.api.follow(never.id), endOf(never.turn));
    assert.equal((await resultOf(t, late.id, "NVDA"))?.status, "COMPLETED");
    const entry = await resultOf(t, never.id, "AMD");
    assert.deepEqual([entry?.status, /in time/.test(entry?.result ?? "")], ["FAILED", true]);
  });

  test("a verdict given while no worker runs takes effect once one starts", async () => {
    const t = stack();
    const { id, turn, approvals: [first] } = await asked(t, "What does NVDA cost?");
    await t.stack.stopPart("worker");
    assert.ok(first);
    await t.api.decide(first, { approve: {} });
    await t.stack.startPart("worker");
    await readUntil(t.api.follow(id), endOf(turn));
    assert.equal((await resultOf(t, id, "NVDA"))?.status, "COMPLETED");
  });

  test("a tool whose policy is DENY does not run, and the model gets the reason", async () => {
    const t = stack();
    const id = await t.api.start(await careful(t, { policy: "DENY" }), "What does NVDA cost?");
    const turn = (await t.api.read(id)).turns.nodes[0]?.id ?? "";
    await readUntil(t.api.follow(id), endOf(turn));
    const entry = await resultOf(t, id, "NVDA");
    assert.deepEqual([entry?.status, /not allow/.test(entry?.result ?? "")], ["FAILED", true]);
    assert.equal((await t.api.read(id)).turns.nodes[0]?.status, "COMPLETED");
  });

  test("a cancelled turn withdraws its approvals, and the next message is answered", async () => {
    const t = stack();
    const { id, turn, approvals: [first] } = await asked(t, "What does NVDA cost?");
    await t.api.cancel(turn);
    const { turn: next } = await t.api.send(id, "Then just say hello");
    const events = await readUntil(t.api.follow(id), endOf(next.id));
    const verdicts = events.filter((e) => e.approvalId === first?.id).map((e) => e.verdict);
    assert.deepEqual(verdicts, ["PENDING", "WITHDRAWN"]);
    assert.deepEqual(await t.api.pending(turn), []);
  });
}
