import assert from "node:assert/strict";
import { test } from "node:test";
import { poll } from "../../protocol/async/poll.ts";
import { sleep } from "../../protocol/async/sleep.ts";
import type { DurableEvent } from "../../protocol/log/event.ts";
import type { Status } from "../../protocol/status.ts";
import type { LogEvent } from "../../schema/ports/event-log.ts";
import type { DraftRow, Position } from "../../store/mod.ts";
import { createLogger } from "../../telemetry/log.ts";
import { eventLog } from "./event-log.ts";
import { FrameClock } from "./frame-clock.ts";
import { openHub } from "./hub.ts";
import { MemorySource } from "./memory-source.ts";

const id = "conversation_1";
const all = { after: null, deltas: true };
const entry = (entryId: string, status: Status) =>
  ({ kind: "EntryChanged", entryId, status }) as const;

/** Random numbers that a seed repeats. */
function randomOf(seed: number) {
  let state = seed * 2_654_435_761 >>> 0;
  return (below: number) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return Math.floor(state / 2 ** 32 * below);
  };
}

/** A log whose answers arrive late: each has the state of its question. */
class SlowSource extends MemorySource {
  waitMs = () => 0;

  override async changes(positions: readonly Position[]) {
    const changes = await super.changes(positions);
    await sleep(this.waitMs());
    return changes;
  }
}

async function open() {
  const source = new SlowSource();
  source.append(id, entry("message_0", "COMPLETED"));
  const hub = await openHub(source, { log: createLogger("test", { write: () => {} }) });
  const log = eventLog(source, hub, "default", new FrameClock(1));
  const events = await log.subscribe(id, all);
  const seen: LogEvent[] = [];
  const reading = (async () => {
    for await (const event of events) seen.push(event);
  })();
  const close = async () => {
    await events.return?.();
    await reading;
    await hub.close();
  };
  return { source, seen, close };
}

/** The texts by entry; throws where an event is missing, or text is outside of its entry's announcement and end. */
function textsOf(seen: readonly LogEvent[]): Map<string, string> {
  const texts = new Map<string, string>();
  const isOpen = new Map<string, boolean>();
  let last = 0;
  for (const { fromSeq, seq, body } of seen) {
    assert.equal(fromSeq, last + 1);
    last = seq;
    if (body.kind === "EntryChanged") isOpen.set(body.entryId, body.status === "RUNNING");
    if (body.kind !== "TextDelta") continue;
    const { entryId, offset, text } = body.delta;
    const known = texts.get(entryId) ?? "";
    assert.ok(isOpen.get(entryId), `text of ${entryId}, which is not open`);
    assert.ok(offset <= known.length, "a gap");
    texts.set(entryId, known.slice(0, offset) + text);
  }
  return texts;
}

/** Writes entries with random faults of the path to the readers; the texts as they were when their entries ended. */
async function play(source: SlowSource, random: (below: number) => number) {
  const stored = new Map<string, string>();
  let queue: (() => void)[] = [];
  let isConnected = true;
  source.waitMs = () => random(3);
  const commit = (notice: () => void) => void queue.push(notice);
  const say = (entryId: string, text: string) => {
    const offset = stored.get(entryId)?.length ?? 0;
    stored.set(entryId, (stored.get(entryId) ?? "") + text);
    return source.write(id, entryId, offset, text);
  };
  const notify = (rows: DraftRow[]) =>
    commit(isConnected ? () => source.notifyTexts(...rows) : () => source.notify([id]));
  /** With the events, or without where they do not fit. */
  const noticeOf = (events: DurableEvent[]) =>
    isConnected && random(4) > 0 ? () => source.notifyEvents(...events) : () => source.notify([id]);
  const step: (() => Promise<void> | void)[] = [
    () => queue.splice(0, 1 + random(4)).forEach((notice) => notice()),
    async () => await sleep(random(3)),
  ];
  for (let n = 1; n <= 6; n++) {
    const entryId = `message_${n}`;
    const announced = source.append(id, entry(entryId, "RUNNING"));
    commit(noticeOf(announced));
    const rows: DraftRow[] = [];
    for (let piece = 0; piece < 12; piece++) {
      const row = say(entryId, `${n}.${piece} `);
      rows.push(row);
      if (random(6) === 0) commit(() => source.notify([id])); // too long for a notification
      else notify(random(6) === 0 ? [row, ...rows.slice(0, 2)] : [row]); // sent again
      if (random(12) === 0) [queue, isConnected] = [[], false];
      if (!isConnected && random(3) === 0) {
        isConnected = true;
        commit(() => source.notify(null));
      }
      await step[random(2)]?.();
    }
    if (n === 6) break;
    source.drafts = [];
    const ended = source.append(id, entry(entryId, random(2) === 0 ? "COMPLETED" : "DISCARDED"));
    commit(noticeOf(ended));
    // A writer that lost its claim is late by one statement: its row counts no more, its notification follows.
    const late = { ...rows[0] as DraftRow, offset: stored.get(entryId)?.length ?? 0, text: "LATE" };
    if (random(2) === 0) notify([late]);
    if (random(2) === 0) await step[0]?.();
  }
  queue.push(() => source.notify(null));
  queue.forEach((notice) => notice());
  return stored;
}

test("text of notifications is exact, whatever is late, repeated or lost with the connection", async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { source, seen, close } = await open();
    const stored = await play(source, randomOf(seed));
    const isRead = () => textsOf(seen).get("message_6") === stored.get("message_6");
    const what = `the whole text of seed ${seed}`;
    await poll(() => Promise.resolve(isRead() || undefined), { withinMs: 5_000, everyMs: 5, what });
    const texts = textsOf(seen);
    for (const [entryId, text] of texts) {
      assert.ok(stored.get(entryId)?.startsWith(text), `seed ${seed}: ${entryId} ${text}`);
    }
    await close();
  }
});

test("text of a notification needs no query", async () => {
  const { source, seen, close } = await open();
  source.append(id, entry("message_1", "RUNNING"));
  source.notify([id]);
  await sleep(10);
  const before = source.queries;
  for (let n = 0; n < 50; n++) source.notifyTexts(source.write(id, "message_1", n, "x"));
  await sleep(10);
  assert.equal(textsOf(seen).get("message_1"), "x".repeat(50));
  assert.equal(source.queries, before);
  await close();
});

test("events of a notification need no query, and announce the text of the next one", async () => {
  const { source, seen, close } = await open();
  const before = source.queries;
  source.notifyEvents(...source.append(id, entry("message_1", "RUNNING")));
  source.notifyTexts(source.write(id, "message_1", 0, "all"));
  await sleep(10);
  assert.equal(textsOf(seen).get("message_1"), "all");
  source.drafts = [];
  source.notifyEvents(...source.append(id, entry("message_1", "COMPLETED")));
  await sleep(10);
  assert.deepEqual(seen.at(-1)?.body, entry("message_1", "COMPLETED"));
  assert.equal(source.queries, before);
  await close();
});

test("events of a notification after a gap are read, and those that are known count once", async () => {
  const { source, seen, close } = await open();
  source.append(id, entry("message_1", "RUNNING"));
  const second = source.append(id, entry("message_1", "COMPLETED"));
  source.notifyEvents(...second);
  await sleep(10);
  source.notifyEvents(...second, ...source.append(id, entry("message_2", "RUNNING")));
  await sleep(10);
  assert.deepEqual(seen.map(({ seq }) => seq), [1, 2, 3, 4]);
  await close();
});

test("text of a notification after a gap, or of an entry whose announcement is unknown, is read", async () => {
  const { source, seen, close } = await open();
  source.append(id, entry("message_1", "RUNNING"));
  source.write(id, "message_1", 0, "lost ");
  source.notifyTexts(source.write(id, "message_1", 5, "found "));
  await sleep(10);
  assert.equal(textsOf(seen).get("message_1"), "lost found ");
  source.write(id, "message_1", 11, "lost ");
  source.notifyTexts(source.write(id, "message_1", 16, "found"));
  await sleep(10);
  assert.equal(textsOf(seen).get("message_1"), "lost found lost found");
  await close();
});

test("text of an earlier attempt at a phase is not added to the newest one's", async () => {
  const { source, seen, close } = await open();
  const phase = { kind: "PhaseChanged", phaseId: "phase_1", status: "RUNNING" } as const;
  const say = (attempt: number, offset: number, text: string) => {
    const row = source.write(id, "phase_1", offset, text);
    row.draftId = `phase_1/call/${attempt}`;
    return row;
  };
  const phaseTexts = () =>
    seen.flatMap(({ body: b }) =>
      b.kind === "TextDelta" ? [`${b.delta.offset}:${b.delta.text}`] : []
    );
  source.append(id, phase);
  say(1, 0, "one");
  source.notify([id]);
  await sleep(10);
  source.notifyTexts(say(1, 3, ", more"));
  const late = say(1, 9, " late");
  source.drafts = [];
  source.append(id, phase);
  source.notify([id]);
  say(2, 0, "again and again");
  source.notify([id]);
  await sleep(10);
  source.notifyTexts(late);
  await sleep(10);
  assert.deepEqual(phaseTexts(), ["0:one", "3:, more", "0:again and again"]);
  await close();
});
