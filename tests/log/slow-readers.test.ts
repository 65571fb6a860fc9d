import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readUntil, ruleBreaks, screen, type SeenEvent, turnEnds } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { type LogStack, type OpenAnswer, startLogStack } from "../support/log-stack.ts";
import { RawSocketReader, type ServerMessage } from "../support/raw-socket-reader.ts";
import { sseUrl } from "../support/sse.ts";
import { assertReaderMatchesStore } from "../support/assert-events.ts";

let t: LogStack;
before(async () => {
  t = await startLogStack();
});
after(() => t[Symbol.asyncDispose]());

const readers = 100;
/** How many of them go on reading. */
const waking = 4;
const writes = 200;
const piece = "x".repeat(16_000);
/** How much is written while they are paused, KiB: enough to be seen in the process's memory. */
const writtenKib = (readers * writes * piece.length) / 1024;

/** Memory of the writing itself: the text, and garbage that is not collected yet. */
before(async () => {
  const answer = await t.open();
  const alone = t.api.follow(answer.conversationId);
  await alone.next();
  await grown(answer);
  await alone.return?.();
});

/** True once so many subscriptions of a connection have received text: from then on, they are open. */
function everyTextBegan(count: number) {
  const begun = new Set<string | undefined>();
  return ({ id, payload }: ServerMessage) => {
    if (payload?.data?.event.__typename === "TextDelta") begun.add(id);
    return begun.size === count;
  };
}

/** Writes while the readers are paused; how much the process grew, KiB. */
async function grown(answer: OpenAnswer): Promise<number> {
  const before = await t.memory();
  for (let i = 0; i < writes; i++) await answer.write(piece);
  return await t.memory() - before;
}

test("readers that stop reading cost the process no buffers, and get everything in fewer, longer deltas", async () => {
  const answer = await t.open();
  const one = { query: documents.events, variables: { id: answer.conversationId } };
  const open = (n: number) =>
    RawSocketReader.open(t.stack.urls.graphql, Array.from({ length: n }, () => one));
  const sleeper = await open(readers - waking);
  await sleeper.until(everyTextBegan(readers - waking));
  const socket = await open(waking);
  const texts = Array.from({ length: waking }, () => "");
  const { promise: began, resolve: begin } = Promise.withResolvers<void>();
  const isBegun = everyTextBegan(waking);
  let deltas = 0;
  const done = socket.until((message) => {
    if (isBegun(message)) begin();
    const { id, payload } = message;
    const { __typename, offset = 0, text = "" } = payload?.data?.event ?? {};
    if (__typename !== "TextDelta") return false;
    deltas++;
    const n = Number(id);
    assert.ok(offset <= (texts[n] ?? "").length, "no hole");
    texts[n] = (texts[n] ?? "").slice(0, offset) + text;
    return texts.every((one) => one.length === 5 + writes * piece.length);
  }, 60_000);
  await began;
  for (const paused of [socket, sleeper]) paused.pause();
  const growth = await grown(answer);
  sleeper.close();
  assert.ok(growth < writtenKib / 2, `${growth} KiB for ${writtenKib} KiB that were written`);
  socket.resume();
  await done;
  assert.ok(deltas < waking * writes / 3, `${deltas} deltas for ${writes} writes`);
  assert.ok(texts.every((text) => text === answer.text()));
  socket.close();
});

test("SSE: the same, by the back-pressure of the stream", async () => {
  const answer = await t.open();
  const accept = { accept: "text/event-stream" };
  const open = () =>
    fetch(sseUrl(t.stack.urls.graphql, answer.conversationId), { headers: accept });
  const streams = await Promise.all(Array.from({ length: readers }, open));
  const [one, ...others] = streams;
  const sleepers = others.map((other) => other.body?.getReader());
  await Promise.all(sleepers.map((sleeper) => sleeper?.read()));
  const growth = await grown(answer);
  assert.ok(growth < writtenKib / 2, `${growth} KiB for ${writtenKib} KiB that were written`);
  await answer.end();
  for (const sleeper of sleepers) await sleeper?.cancel();
  const seen: SeenEvent[] = [];
  const frames = one?.body?.pipeThrough(new TextDecoderStream());
  let rest = "";
  for await (const text of frames ?? []) {
    const parts = (rest + text).split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const [, data] = /^data: (.*)$/m.exec(part) ?? [];
      if (data) seen.push(JSON.parse(data).data.event);
    }
    if (seen.some(turnEnds())) break;
  }
  assert.deepEqual(ruleBreaks(seen), []);
  assert.ok(seen.filter((e) => e.__typename === "TextDelta").length < writes / 3);
});

test("a late reader of an answer of 5,000 deltas gets it in a few messages, during the answer and afterwards", async () => {
  const answer = await t.open();
  const word = "clock ";
  for (let i = 0; i < 50; i++) {
    await answer.write(...Array.from({ length: 100 }, () => word));
  }
  const during: SeenEvent[] = [];
  const reading = readUntil(t.api.follow(answer.conversationId), (e) => {
    during.push(e);
    return e.__typename === "TextDelta";
  });
  await reading;
  const written = during.filter((e) => e.__typename === "TextDelta");
  assert.deepEqual(written.map((e) => e.text), [answer.text()]);
  await answer.end();
  const late = await readUntil(t.api.follow(answer.conversationId), turnEnds());
  assert.equal(late.filter((e) => e.__typename === "TextDelta").length, 0, "only stored events");
  assert.ok(late.length <= 10, `${late.length} messages`);
  await assertReaderMatchesStore(t.api, answer.conversationId, late);
  assert.equal(screen(late).entries.length, 2);
});
