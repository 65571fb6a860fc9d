import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../../store/database/connect.ts";
import { endOf, readUntil, type SeenEvent, turnEnds } from "../support/api.ts";
import { modelRequests, remoteHistory, repeatedFinished, userTexts } from "../support/remote.ts";
import type { LedgerRecord } from "../support/sandbox.ts";
import { eventually, unique } from "../support/test-stack.ts";
import { t } from "./limits-stack.ts";

const waits = (events: SeenEvent[]) =>
  events.filter((e) => e.__typename === "StepChanged" && e.status === "WAITING");

/** A conversation with one completed turn. */
async function begun(): Promise<string> {
  const id = await t.api.start(t.analyst, `hello ${unique("h")}`);
  await readUntil(t.api.follow(id), turnEnds());
  return id;
}

async function sent(id: string, text: string, last?: (e: SeenEvent) => boolean) {
  const { eventCursor, turn } = await t.api.send(id, text);
  return await readUntil(t.api.follow(id, eventCursor), (e) => last?.(e) || endOf(turn.id)(e));
}

test("the wait that the provider asks for is kept in full", async () => {
  const id = await begun();
  const text = unique("limited");
  await t.sandbox.post("faults", {
    kind: "rate_limit",
    retryAfter: "2",
    match: { textIncludes: text },
  });
  await sent(id, text);
  const [first, second] = (await modelRequests(t, id)).slice(-2).map((r) =>
    Date.parse(r.startedAt)
  );
  assert.ok((second ?? 0) - (first ?? 0) >= 2_000, `${second} after ${first}`);
});

test("a wait beyond the turn's deadline ends the turn at once, and the next message works", async () => {
  const id = await begun();
  const text = unique("for long");
  await t.sandbox.post("faults", {
    kind: "rate_limit",
    retryAfter: "120",
    match: { textIncludes: text },
  });
  await sent(id, text);
  await sent(id, "and now?");
  const { turns } = await t.api.read(id);
  assert.deepEqual(turns.nodes.map((n) => n.failure?.code), [undefined, "RATE_LIMITED", undefined]);
});

test("results that the provider says it has had are looked for, and the turn goes on", async () => {
  const id = await begun();
  const match = { operation: "conversations.append", textIncludes: "<tool_result" };
  await t.sandbox.post("faults", { kind: "error_500", status: 400, match });
  const events = await sent(id, `What does AAPL cost? ${unique("again")}`);
  assert.equal(waits(events).length, 1);
  const turn = (await t.api.read(id)).turns.nodes.at(-1);
  assert.deepEqual(turn?.steps.map((s) => [s.__typename, s.attempts]), [
    ["ModelCall", 1],
    ["ToolCall", 1],
    ["ModelCall", 2],
  ]);
  assert.match(turn?.reply?.text ?? "", /AAPL/);
});

test("a restart that is refused while the conversation is locked waits visibly and counts no attempt", async () => {
  const id = await begun();
  const text = unique("locked");
  await t.sandbox.post("mode", { cut: "abort", lockMs: 2_500, restartRefusedWhileLocked: true });
  await t.sandbox.post("faults", { kind: "cut_mid_stream", match: { textIncludes: text } });
  const events = await sent(id, `${text} in about 50 words`);
  await t.sandbox.post("mode", { cut: "store", lockMs: 500, restartRefusedWhileLocked: false });
  assert.ok(waits(events).length >= 2, "the cut, then the lock");
  assert.ok(waits(events).every((e) => e.retryAt));
  const turn = (await t.api.read(id)).turns.nodes.at(-1);
  assert.deepEqual([turn?.status, turn?.steps[0]?.attempts], ["COMPLETED", 2]);
});

test("a stopped worker that outlives lease and heartbeat writes nothing when it comes back", async () => {
  const id = await begun();
  const text = `${unique("zombie")} in about 100 words`;
  const { eventCursor, turn } = await t.api.send(id, text);
  let taken: Promise<void> | null = null;
  const events = await readUntil(t.api.follow(id, eventCursor), (e) => {
    if (e.__typename === "TextDelta" && (e.offset ?? 0) > 50) taken ??= takeOver();
    return endOf(turn.id)(e);
  });
  await taken;
  const statuses = events.filter((e) => e.__typename === "EntryChanged").map((e) => e.status);
  assert.deepEqual(statuses.slice(1), ["RUNNING", "DISCARDED", "RUNNING", "COMPLETED"]);
  await t.stack.kill("worker", "SIGCONT");
  await t.stack.stopPart("worker-2");
  const next = await t.api.send(id, "what did I say?");
  const later = await readUntil(t.api.follow(id, events.at(-1)?.cursor), endOf(next.turn.id));
  assert.ok(later.every((e) => !e.turnId || e.turnId === next.turn.id));
  const ended = later.filter((e) => e.__typename === "EntryChanged" && e.status === "COMPLETED");
  assert.equal(ended.length, 2);
  const requests = await modelRequests(t, id);
  assert.deepEqual(repeatedFinished(requests), []);
  const texts = userTexts(await remoteHistory(t, requests.at(-1)?.conversation ?? ""));
  assert.deepEqual(texts.slice(1), [text, "what did I say?"]);
});

/** Pauses the worker and starts another one. */
async function takeOver() {
  await t.stack.kill("worker", "SIGSTOP");
  await t.stack.startPart("worker-2");
}

test("a worker that is asked to stop finishes the answer that it is at", async () => {
  const id = await begun();
  const text = `${unique("drain")} in about 100 words`;
  const { eventCursor, turn } = await t.api.send(id, text);
  let stopped: Promise<void> | null = null;
  const events = await readUntil(t.api.follow(id, eventCursor), (e) => {
    if (e.__typename === "TextDelta") stopped ??= t.stack.stopPart("worker");
    return endOf(turn.id)(e);
  });
  await stopped;
  await t.stack.startPart("worker");
  const statuses = events.filter((e) => e.__typename === "EntryChanged").map((e) => e.status);
  assert.deepEqual(statuses.slice(1), ["RUNNING", "COMPLETED"]);
  assert.equal((await modelRequests(t, id)).length, 2);
});

interface Live {
  conversation: {
    live: {
      fromWorkflow: boolean;
      queued: number;
      wakesAt: string | null;
      steps: { __typename: string; status: string; attempts: number }[];
    };
  };
}

test("while a step waits, the workflow reports its attempt, the queued turns and its next wake-up", async () => {
  const id = await begun();
  const text = unique("limited");
  const fault = { kind: "rate_limit", retryAfter: "5", match: { textIncludes: text } };
  await t.sandbox.post("faults", fault);
  const { eventCursor } = await t.api.send(id, text);
  const [last] = waits(
    await readUntil(t.api.follow(id, eventCursor), (e) => e.status === "WAITING"),
  );
  const { turn: queued } = await t.api.send(id, "and hello");
  const document =
    "query($id: ID!) { conversation(id: $id) { live { fromWorkflow queued wakesAt steps { __typename status attempts } } } }";
  let live: Live["conversation"]["live"] | undefined;
  await eventually("it waits", async () => {
    ({ live } = (await t.api.run<Live>(document, { id })).conversation);
    return live.fromWorkflow && live.wakesAt !== null;
  });
  assert.deepEqual(live?.steps, [{ __typename: "ModelCall", status: "WAITING", attempts: 1 }]);
  assert.equal(live?.queued, 1);
  const apart = Date.parse(live?.wakesAt ?? "") - Date.parse(last?.retryAt ?? "");
  assert.ok(Math.abs(apart) < 1_500, `wakes ${apart} ms after the retry is due`);
  await readUntil(t.api.follow(id, eventCursor), endOf(queued.id));
});

test("a worker is killed while it deletes an abandoned remote conversation: the deletion is repeated, and its 404 counts as done", async () => {
  const id = await begun();
  const text = unique("cut");
  await t.sandbox.post("mode", { cut: "abort", lockMs: 0 });
  await t.sandbox.post("faults", { kind: "cut_mid_stream", match: { textIncludes: text } });
  const left = (await modelRequests(t, id)).at(-1)?.conversation ?? "";
  const match = { operation: "conversations.delete", conversation: left };
  await t.sandbox.post("faults", { kind: "slow_answer", delayMs: 4_000, match });
  await sent(id, text);
  const ofIt = (r: LedgerRecord) =>
    r.operation === "conversations.delete" && r.conversation === left;
  await t.sandbox.until(ofIt);
  await t.stack.kill("worker", "SIGKILL");
  await t.sandbox.until((r) => ofIt(r) && r.finishedAt !== undefined); // deleted, without an answer to the worker
  await t.stack.startPart("worker");
  await t.sandbox.until((r) => ofIt(r) && r.status === 404);
  const sql = connect(t.stack.urls.database, { name: "test", max: 1 });
  try {
    await eventually("its row is deleted", async () => {
      const rows = await sql`select 1 from remote_conversations where remote_id = ${left}`;
      return rows.length === 0;
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
  await sent(id, "still there?");
  assert.equal((await t.api.read(id)).turns.nodes.at(-1)?.status, "COMPLETED");
});

test("abandoned remote conversations are deleted, the one in use is not", async () => {
  const id = await begun();
  const text = unique("cut");
  await t.sandbox.post("mode", { cut: "abort", lockMs: 0 });
  await t.sandbox.post("faults", { kind: "cut_mid_stream", match: { textIncludes: text } });
  await sent(id, text);
  const [left, kept] = [...new Set((await modelRequests(t, id)).map((r) => r.conversation ?? ""))];
  await eventually(
    "the first one is gone",
    async () => (await remoteHistory(t, left ?? "")).length === 0,
  );
  assert.ok((await remoteHistory(t, kept ?? "")).length >= 4);
  await sent(id, "still there?");
  assert.equal((await t.api.read(id)).turns.nodes.at(-1)?.status, "COMPLETED");
});
