import assert from "node:assert/strict";
import { test } from "node:test";
import type { DurableEvent, DurableEventBody } from "../../protocol/log/event.ts";
import type { Status } from "../../protocol/status.ts";
import type { LogEvent } from "../../schema/ports/event-log.ts";
import { createLogger } from "../../telemetry/log.ts";
import { eventLog, toPage } from "./event-log.ts";
import { FrameClock } from "./frame-clock.ts";
import { openHub } from "./hub.ts";
import { MemorySource } from "./memory-source.ts";

const id = "conversation_1";
const entry = (status: Status): DurableEventBody => ({
  kind: "EntryChanged",
  entryId: "message_1",
  status,
});
const turn: DurableEventBody = { kind: "TurnChanged", turnId: "turn_1", status: "RUNNING" };
const closed: DurableEventBody = {
  kind: "ConversationClosed",
  closedBy: { kind: "USER", name: "local" },
};

async function open(...events: DurableEventBody[]) {
  const source = new MemorySource();
  source.append(id, ...events);
  const logger = createLogger("test", { write: () => {} });
  const hub = await openHub(source, { log: logger, waits: [1, 1] });
  return { source, hub, log: eventLog(source, hub, "default") };
}

const summaryOf = ({ seq, fromSeq, body }: LogEvent) =>
  body.kind === "TextDelta"
    ? `${fromSeq}>${seq} ${body.delta.offset}:${body.delta.text}`
    : `${fromSeq}>${seq} ${body.kind}`;

async function take(events: AsyncIterator<LogEvent>, n: number): Promise<string[]> {
  const out: string[] = [];
  for (let i = 0; i < n; i++) {
    const { done, value } = await events.next();
    out.push(done ? "end" : summaryOf(value));
  }
  return out;
}

const code = (expected: string) => (error: Error & { extensions?: { code?: unknown } }) =>
  error.extensions?.code === expected;
const all = { after: null, deltas: true };

test("a reader gets every event in order, then the text of open entries, as one delta each", async () => {
  const { source, log } = await open(turn, entry("RUNNING"));
  source.write(id, "message_1", 0, "Hel");
  source.write(id, "message_1", 3, "lo");
  const events = await log.subscribe(id, all);
  assert.deepEqual(await take(events, 3), ["1>1 TurnChanged", "2>2 EntryChanged", "3>2 0:Hello"]);
});

test("live text arrives as it is written, once", async () => {
  const { source, log } = await open(turn, entry("RUNNING"));
  const events = await log.subscribe(id, all);
  await take(events, 2);
  const next = take(events, 1);
  source.write(id, "message_1", 0, "Hel");
  source.notify([id]);
  assert.deepEqual(await next, ["3>2 0:Hel"]);
  source.write(id, "message_1", 3, "lo");
  source.write(id, "message_1", 5, "!");
  source.notify([id]);
  source.notify([id]);
  assert.deepEqual(await take(events, 1), ["3>2 3:lo!"]);
});

test("readers at the same position get the same events and deltas, which are answered once", async () => {
  const { source, log } = await open(turn, entry("RUNNING"));
  source.write(id, "message_1", 0, "Hello");
  const readers = await Promise.all([1, 2].map(() => log.subscribe(id, all)));
  for (let n = 0; n < 3; n++) {
    const [one, other] = await Promise.all(readers.map((reader) => reader.next()));
    assert.equal(one?.value, other?.value);
  }
  const late = await log.subscribe(id, { after: log.cursor(id, 2), deltas: true });
  assert.deepEqual(await take(late, 1), ["3>2 0:Hello"]);
});

test("text that waits for its frame is sent before the event that ends its entry", async () => {
  const { source, hub, log } = await open(turn, entry("RUNNING"));
  const other = await log.subscribe(id, all); // shows when the hub has read
  await take(other, 2);
  const events = await eventLog(source, hub, "default", new FrameClock(3_600_000))
    .subscribe(id, all);
  await take(events, 2);
  const [first, afterwards] = [take(events, 1), take(other, 1)];
  source.write(id, "message_1", 0, "Hel");
  source.notify([id]);
  assert.deepEqual([...await first, ...await afterwards], ["3>2 0:Hel", "3>2 0:Hel"]);
  const [next, read] = [take(events, 2), take(other, 1)];
  source.write(id, "message_1", 3, "lo");
  source.notify([id]);
  await read;
  source.append(id, entry("COMPLETED"));
  source.notify([id]);
  assert.deepEqual(await next, ["3>2 3:lo", "3>3 EntryChanged"]);
  await events.return?.();
});

test("a slow reader gets all events without a gap, and only the text that is still open", async () => {
  const { source, log } = await open(turn);
  const events = await log.subscribe(id, all);
  await take(events, 1);
  source.append(id, entry("RUNNING"));
  source.write(id, "message_1", 0, "written by then");
  source.append(id, ...Array.from({ length: 600 }, () => turn), entry("COMPLETED"));
  source.notify([id]);
  const rest = await take(events, 602);
  assert.deepEqual(rest.slice(0, 2), ["2>2 EntryChanged", "3>3 TurnChanged"]);
  assert.equal(rest.at(-1), "603>603 EntryChanged");
});

test("a resumed reader continues after its cursor and gets open text from its start", async () => {
  const { source, log } = await open(turn, entry("RUNNING"));
  source.write(id, "message_1", 0, "Hello");
  const first = await log.subscribe(id, all);
  const { value } = await first.next();
  await first.return?.();
  const again = await log.subscribe(id, { after: value.cursor, deltas: true });
  assert.deepEqual(await take(again, 2), ["2>2 EntryChanged", "3>2 0:Hello"]);
});

test("a reader ahead of the tail gets no text of entries that may be complete at its position", async () => {
  const { source, log } = await open(turn, entry("RUNNING"));
  source.write(id, "message_1", 0, "Hello");
  const watcher = await log.subscribe(id, all);
  await take(watcher, 3);
  source.append(id, entry("COMPLETED"));
  source.drafts = [];
  const events = await log.subscribe(id, { after: log.cursor(id, 3), deltas: true });
  const next = take(events, 1);
  source.append(id, turn);
  source.notify([id]);
  assert.deepEqual(await next, ["4>4 TurnChanged"]);
});

test("the text of a retried phase is sent from its start, after the event of the retry", async () => {
  const run = "research_1";
  const { source, log } = await open();
  const phase: DurableEventBody = { kind: "PhaseChanged", phaseId: "phase_1", status: "RUNNING" };
  source.append(run, phase);
  source.write(run, "phase_1", 0, "first words");
  const events = await log.subscribe(run, all);
  assert.deepEqual(await take(events, 2), ["1>1 PhaseChanged", "2>1 0:first words"]);
  source.append(run, phase);
  source.write(run, "phase_1", 0, "again");
  source.notify([run]);
  assert.deepEqual(await take(events, 2), ["2>2 PhaseChanged", "3>2 0:again"]);
  source.append(run, { kind: "ResearchEnded", researchId: run, status: "CANCELLED" });
  source.notify([run]);
  assert.deepEqual(await take(events, 2), ["3>3 ResearchEnded", "end"]);
});

test("without deltas the events are the same", async () => {
  const { source, log } = await open(turn, entry("RUNNING"));
  source.write(id, "message_1", 0, "Hello");
  const events = await log.subscribe(id, { after: null, deltas: false });
  await take(events, 2);
  const next = take(events, 1);
  source.append(id, entry("COMPLETED"));
  source.notify([id]);
  assert.deepEqual(await next, ["3>3 EntryChanged"]);
});

test("the stream ends after its last event, for live readers and later ones", async () => {
  const { log } = await open(turn, closed);
  const events = await log.subscribe(id, all);
  assert.deepEqual(await take(events, 3), ["1>1 TurnChanged", "2>2 ConversationClosed", "end"]);
  const late = await log.subscribe(id, { after: log.cursor(id, 2), deltas: true });
  assert.deepEqual(await take(late, 1), ["end"]);
});

test("closing settles a waiting reader at once", async () => {
  const { log } = await open(turn);
  const events = await log.subscribe(id, all);
  await take(events, 1);
  const waiting = take(events, 1);
  await events.return?.();
  assert.deepEqual(await waiting, ["end"]);
});

test("one wake-up makes one query, whatever the number of readers", async () => {
  const { source, log } = await open(turn);
  const readers = await Promise.all(Array.from({ length: 100 }, () => log.subscribe(id, all)));
  await Promise.all(readers.map((r) => take(r, 1)));
  const before = source.queries;
  const next = readers.map((r) => take(r, 1));
  source.append(id, turn);
  source.notify([id]);
  assert.deepEqual(new Set((await Promise.all(next)).flat()), new Set(["2>2 TurnChanged"]));
  assert.equal(source.queries - before, 1);
});

test("a stream without readers makes no query", async () => {
  const { source, log } = await open(turn);
  const events = await log.subscribe(id, all);
  await events.return?.();
  const before = source.queries;
  source.notify([id]);
  source.notify(null);
  assert.equal(source.queries, before);
});

test("failed reads are retried; when all fail, readers end with an error that tells them to resume", async () => {
  const { source, log } = await open(turn);
  const events = await log.subscribe(id, all);
  await take(events, 1);
  source.failures = 2;
  source.append(id, turn);
  source.notify([id]);
  assert.deepEqual(await take(events, 1), ["2>2 TurnChanged"]);
  source.failures = 3;
  source.notify([id]);
  await assert.rejects(take(events, 1), (error: Error & { extensions?: unknown }) => {
    assert.deepEqual(error.extensions, { code: "UNAVAILABLE", retryable: true });
    return true;
  });
});

test("shutting down ends readers with an error that tells them to resume, never without one", async () => {
  const { hub, log } = await open(turn);
  const events = await log.subscribe(id, all);
  await take(events, 1);
  const waiting = take(events, 1);
  await hub.close();
  await assert.rejects(waiting, code("SHUTTING_DOWN"));
  await assert.rejects(log.subscribe(id, all), code("SHUTTING_DOWN"));
});

test("an invalid position is refused with its code", async () => {
  const { source, log } = await open(turn, turn);
  const subscribe = (after: string | null, stream = id) =>
    log.subscribe(stream, { after, deltas: true });
  await assert.rejects(subscribe(null, "conversation_2"), code("NOT_FOUND"));
  await assert.rejects(subscribe(null, "turn_1"), code("NOT_FOUND"));
  await assert.rejects(subscribe("nonsense"), code("BAD_CURSOR"));
  await assert.rejects(subscribe(log.cursor("conversation_2", 1)), code("BAD_CURSOR"));
  await assert.rejects(subscribe(log.cursor(id, 3)), code("BAD_CURSOR"));
  const old = await log.durableCursor(id, 1);
  source.era = "e2";
  await (await subscribe(old)).return?.();
  source.stored[0] = { ...source.stored[0] as DurableEvent, at: new Date(77) };
  await assert.rejects(subscribe(old), code("CURSOR_EXPIRED"), "another event under its number");
});

test("a page of the log can be read in both directions and reports its position", async () => {
  const { log } = await open(turn, turn, turn, turn);
  const seqs = async (args: Parameters<typeof log.page>[1]) => {
    const page = await log.page(id, args, null);
    return [page.items.map((i) => i.node.seq), page.hasPreviousPage, page.hasNextPage];
  };
  assert.deepEqual(await seqs({ first: 2 }), [[1, 2], false, true]);
  assert.deepEqual(await seqs({ first: 9, after: log.cursor(id, 2) }), [[3, 4], true, false]);
  assert.deepEqual(await seqs({ last: 3 }), [[2, 3, 4], true, false]);
  assert.deepEqual(await seqs({ last: 3, before: log.cursor(id, 3) }), [[1, 2], false, true]);
});

test("an empty page has the cursor of its request", async () => {
  const { log } = await open(turn);
  const after = log.cursor(id, 1);
  const page = await log.page(id, { first: 5, after }, null);
  assert.deepEqual(page, { items: [], hasNextPage: false, hasPreviousPage: true, after });
  const empty = { tenant: "default", id, epoch: "e1", head: 0, oldest: 1 };
  const none = toPage(empty, { first: 5, after: log.cursor(id, 0) }, []);
  assert.equal(none.hasPreviousPage, false, "behind number 0 of an empty log");
});

test("a waiting page has the next events, or is empty after its time", async () => {
  const { source, log } = await open(turn);
  const after = log.cursor(id, 1);
  const waiting = log.page(id, { first: 5, after }, 5_000);
  source.append(id, turn);
  source.notify([id]);
  assert.deepEqual((await waiting).items.map((i) => i.node.seq), [2]);
  const nothing = await log.page(id, { first: 5, after: log.cursor(id, 2) }, 5);
  assert.deepEqual(nothing.items, []);
});
