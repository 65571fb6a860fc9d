import assert from "node:assert/strict";
import { test } from "node:test";
import { feedStreamId } from "../../protocol/ids.ts";
import type { EventPage, LogEvent, Only } from "../../schema/ports/event-log.ts";
import { createLogger } from "../../telemetry/log.ts";
import { eventLog } from "./event-log.ts";
import { openHub } from "./hub.ts";
import { MemorySource } from "./memory-source.ts";

const id = feedStreamId("default");

/** A feed of these agents' items. */
async function open(...agents: string[]) {
  const source = new MemorySource();
  const add = (...more: string[]) =>
    source.append(
      id,
      ...more.map((agent) => ({
        ...{ kind: "FeedItem" as const, item: "TURN_CHANGED" as const, nodeId: "turn_1", agent },
      })),
    );
  add(...agents);
  const hub = await openHub(source, { log: createLogger("test", { write: () => {} }) });
  return { source, add, log: eventLog(source, hub, "default") };
}

const only = (agent: string): Only => (body) => body.kind === "FeedItem" && body.agent === agent;
const covers = ({ fromSeq, seq }: LogEvent) => `${fromSeq}-${seq}`;
const pageOf = ({ items, hasNextPage, hasPreviousPage }: EventPage) => [
  ...[hasPreviousPage ? "..." : "|", ...items.map(({ node }) => covers(node))],
  hasNextPage ? "..." : "|",
];
/** Of each item whether its agent is a or b. */
const many = (n: number) => Array.from({ length: n }, () => "b");

test("each event covers those that were left out before it, stored and live", async () => {
  const { source, add, log } = await open("b", "b", "a", "a", "b");
  const events = await log.subscribe(id, { after: null, deltas: false, only: only("a") });
  const next = async () => covers((await events.next()).value);
  assert.deepEqual([await next(), await next()], ["1-3", "4-4"]);
  const waiting = next();
  add("b", "b", "a");
  source.notify([id]);
  assert.equal(await waiting, "5-8");
  await events.return?.();
});

test("pages in both directions cover the same numbers as the stream, whatever their size", async () => {
  const agents = ["b", "a", "b", "b", "a", "a", "b", "a", "b"];
  const { log } = await open(...agents);
  const all = await log.page(id, { first: 250 }, null, only("a"));
  assert.deepEqual(pageOf(all), ["|", "1-2", "3-5", "6-6", "7-8", "|"]);
  const forwards = await log.page(id, { first: 2 }, null, only("a"));
  assert.deepEqual(pageOf(forwards), ["|", "1-2", "3-5", "..."]);
  const { cursor: after } = forwards.items.at(-1) ?? assert.fail();
  const rest = await log.page(id, { first: 2, after }, null, only("a"));
  assert.deepEqual(pageOf(rest), ["...", "6-6", "7-8", "|"]);
  const backwards = await log.page(id, { last: 2 }, null, only("a"));
  assert.deepEqual(pageOf(backwards), ["...", "6-6", "7-8", "|"]);
  const { cursor: before } = backwards.items[0] ?? assert.fail();
  const start = await log.page(id, { last: 2, before }, null, only("a"));
  assert.deepEqual(pageOf(start), ["|", "1-2", "3-5", "..."]);
});

test("a page ends after 5,000 examined events, and its cursor carries on with the numbers that were left out", async () => {
  const { log, add } = await open(...many(6_000), "a", "b");
  const first = await log.page(id, { first: 5 }, null, only("a"));
  assert.deepEqual(pageOf(first), ["|", "..."]);
  const second = await log.page(id, { first: 5, after: first.after }, null, only("a"));
  assert.deepEqual(pageOf(second), ["...", "1-6001", "|"]);
  const live = await log.subscribe(id, { after: first.after, deltas: false, only: only("a") });
  assert.equal(covers((await live.next()).value), "1-6001");
  await live.return?.();
  add(...many(6_000));
  const back = await log.page(id, { last: 5 }, null, only("a"));
  assert.deepEqual(pageOf(back), ["...", "|"]);
  const more = await log.page(id, { last: 5, before: back.before ?? null }, null, only("a"));
  assert.equal(more.items.at(-1)?.node.seq, 6_001);
});

test("a long poll waits for an event that is let through, and its empty page says how far it looked", async () => {
  const { log, add } = await open("a", "b");
  const { items: [a] } = await log.page(id, { first: 1 }, null, only("a"));
  const after = a?.cursor ?? null;
  const empty = await log.page(id, { first: 5, after }, 5, only("a"));
  assert.deepEqual(pageOf(empty), ["...", "|"]);
  const waiting = log.page(id, { first: 5, after: empty.after }, 5_000, only("a"));
  add("b", "a");
  assert.deepEqual(pageOf(await waiting), ["...", "2-4", "|"]);
  const whole = await log.page(id, { first: 5, after }, null, only("a"));
  assert.deepEqual(pageOf(whole), ["...", "2-4", "|"]);
});

test("a long poll goes on behind events that it left out and that came after it had begun", async () => {
  const { source, log, add } = await open("a");
  const { items: [a] } = await log.page(id, { first: 1 }, null, only("a"));
  const read = source.events.bind(source);
  source.events = (...range) => {
    source.events = read;
    add("b"); // after the stream's head was read
    return read(...range);
  };
  const after = a?.cursor ?? null;
  const waiting = log.page(id, { first: 5, after }, 5_000, only("a"));
  setTimeout(() => (add("a"), source.notify([id])), 20);
  assert.deepEqual(pageOf(await waiting), ["...", "2-3", "|"]);
});
