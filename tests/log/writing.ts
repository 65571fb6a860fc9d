import assert from "node:assert/strict";
import { test } from "node:test";
import { sleep } from "../../protocol/async/sleep.ts";
import { readUntil, type SeenEvent, turnEnds } from "../support/api.ts";
import type { CutPoint } from "../support/database-proxy.ts";
import { assertReaderMatchesStore, assertSameEvents } from "../support/assert-events.ts";
import { analyst, t } from "./log-stack.ts";

/** Follows a conversation to the end of its turn; `at` is called once, after this many characters. */
async function followed(id: string, characters: number, at: () => Promise<unknown>) {
  let began: Promise<unknown> | null = null;
  const events = await readUntil(t.api.follow(id), (e) => {
    if (e.__typename === "TextDelta" && (e.offset ?? 0) >= characters) began ??= at();
    return turnEnds()(e);
  });
  await began;
  assert.ok(began, "the fault came while text was streaming");
  return events;
}
const attemptsOf = async (id: string) =>
  (await t.api.read(id)).turns.nodes.at(-1)?.steps.map((s) => s.attempts);

const points: Record<CutPoint, string> = {
  before: "before it gets to the server",
  unknown: "with COMMIT unknown",
  after: "after COMMIT, before it is known",
};

for (const [point, words] of Object.entries(points) as [CutPoint, string][]) {
  test(`a write of text is cut ${words}: the same batch is sent again, and no reader notices`, async () => {
    const id = await t.api.start(analyst, `Explain bonds (${point}) in about 300 words`);
    // The note of a text for the readers, in an array of them.
    const note = /\[\\"message_\w+\\",0,\\"TEXT\\",/;
    const events = await followed(id, 60, () => t.workerProxy.trap(point, note));
    await assertReaderMatchesStore(t.api, id, events);
    await assertSameEvents(t.api, id, events);
    assert.deepEqual(await attemptsOf(id), [1]);
  });

  test(`the announcement of an entry is cut ${words}: it is announced once`, async () => {
    const sprung = t.workerProxy.trap(point, /"opened": ?\[\{/);
    const id = await t.api.start(analyst, `Explain shares (${point}) in about 30 words`);
    const events = await readUntil(t.api.follow(id), turnEnds());
    await sprung;
    await assertReaderMatchesStore(t.api, id, events);
    assert.deepEqual(await attemptsOf(id), [1]);
    const opened = events.filter((e) => e.__typename === "EntryChanged" && e.status === "RUNNING");
    assert.equal(opened.length, 1);
  });

  test(`the outcome of a model call is cut ${words}: it is reported once`, async () => {
    const ends = /"StepChanged".{0,120}"status": ?"COMPLETED"/;
    const sprung = t.workerProxy.trap(point, ends, /./);
    const id = await t.api.start(analyst, `Explain funds (${point}) in about 30 words`);
    const events = await readUntil(t.api.follow(id), turnEnds());
    await sprung;
    await assertReaderMatchesStore(t.api, id, events);
    await assertSameEvents(t.api, id, events);
  });
}

test("all connections of the worker are cut while ten conversations stream: every reader gets what is stored", async () => {
  const ids = await Promise.all(
    Array.from({ length: 10 }, (_, i) => t.api.start(analyst, `Topic ${i} in about 60 words`)),
  );
  let cuts = 0;
  const all = await Promise.all(ids.map((id) =>
    readUntil(t.api.follow(id), (e) => {
      if (e.__typename === "TextDelta" && cuts < 3) {
        cuts++;
        t.workerProxy.cut();
      }
      return turnEnds()(e);
    })
  ));
  assert.equal(cuts, 3);
  for (const [i, id] of ids.entries()) await assertReaderMatchesStore(t.api, id, all[i] ?? []);
});

test("a worker paused past its heartbeat and continued is fenced: one answer, and readers get what is stored", async () => {
  const id = await t.api.start(analyst, "Explain hedging in about 150 words");
  const pause = async () => {
    await t.stack.kill("worker", "SIGSTOP");
    await sleep(4_000); // its heartbeat is 1.5 s
    await t.stack.kill("worker", "SIGCONT");
  };
  const events = await followed(id, 60, pause);
  await assertReaderMatchesStore(t.api, id, events);
  await assertSameEvents(t.api, id, events);
  const { entries } = await t.api.read(id);
  assert.deepEqual(entries.nodes.map((e) => e.role), ["USER", "AGENT"]);
});

test("PostgreSQL is killed during an answer: the text so far is written again, for late readers too", async () => {
  // Long enough for a busy machine to start PostgreSQL before the answer ends.
  await t.sandbox.post("pace", { tokensPerSecond: 15, firstTokenMs: 5 });
  const id = await t.api.start(analyst, "Explain inflation in about 200 words");
  const late: Promise<SeenEvent[]>[] = [];
  const events = await followed(id, 60, async () => {
    await t.database.kill("postgres", "SIGKILL");
    await t.database.startPart("postgres");
    late.push(readUntil(t.api.follow(id), turnEnds()));
  });
  await t.sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 5 });
  await assertReaderMatchesStore(t.api, id, events);
  const behind = (await Promise.all(late)).flat();
  await assertReaderMatchesStore(t.api, id, behind);
  const first = behind.find((e) => e.__typename === "TextDelta");
  assert.equal(first?.offset, 0);
  assert.deepEqual(await attemptsOf(id), [1], "the model was not asked again");
});
