import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readUntil, ruleBreaks, type SeenEvent, turnEnds } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { type ProxiedStack, startProxiedStack } from "../support/proxied-stack.ts";
import { type Standby, startStandby } from "../support/standby.ts";
import { registerAnalyst } from "../support/test-stack.ts";
import { assertReaderMatchesStore } from "../support/assert-events.ts";

let t: ProxiedStack;
let analyst: string;
let standby: Standby;
before(async () => {
  t = await startProxiedStack();
  analyst = await registerAnalyst(t);
  standby = await startStandby(t.database);
});
after(async () => {
  await t.stack.stop();
  await standby?.[Symbol.asyncDispose]();
  await t[Symbol.asyncDispose]();
});

/** Kills the primary; the standby takes its place and its address. */
async function failOver() {
  await t.database.kill("postgres", "SIGKILL");
  await standby.promote();
  for (const proxy of [t.apiProxy, t.workerProxy]) proxy.lead(standby.url);
}

/** The outcome of `after` in a subscription and in a query. */
async function answersTo(id: string, after: string): Promise<string[]> {
  const outcomeOf = (found: Promise<unknown>) => found.then(() => "fine", (error) => error.code);
  return await Promise.all([
    outcomeOf(t.api.run(documents.eventPage, { id, after })),
    outcomeOf(readUntil(t.api.follow(id, after), () => true, 15_000)),
  ]);
}

test("the primary is killed and the standby promoted: its data goes on, readers learn what it lacks", async () => {
  const resting = await t.api.start(analyst, "hello");
  const known = await readUntil(t.api.follow(resting), turnEnds());
  const losing = await t.api.start(analyst);
  await t.sandbox.post("pace", { tokensPerSecond: 15, firstTokenMs: 5 });
  const talking = await t.api.start(analyst, "Explain inflation in about 60 words");
  const lost: SeenEvent[] = [];
  let failed: Promise<void> | null = null;

  const failing = async () => {
    await standby.caughtUp();
    await standby.disconnect();
    await t.api.send(losing, "hello that will be lost");
    lost.push(...await readUntil(t.api.follow(losing), (e) => e.__typename === "EntryChanged"));
    await failOver();
  };
  const waiting = readUntil(t.api.follow(resting, known.at(-1)?.cursor), turnEnds());
  const events = await readUntil(t.api.follow(talking), (e) => {
    if (e.__typename === "TextDelta" && (e.offset ?? 0) >= 40) failed ??= failing();
    return turnEnds()(e);
  });
  assert.ok(failed, "the fault came while text was streaming");
  await failed;

  // A reader during an answer, the writer, and an idle reader: all continue.
  await assertReaderMatchesStore(t.api, talking, events);
  await t.sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 5 });
  await t.api.send(resting, "hello again");
  assert.deepEqual(ruleBreaks([...known, ...await waiting]), []);

  const beyond = lost.at(-1)?.cursor ?? "";
  assert.deepEqual(await answersTo(losing, beyond), ["CURSOR_EXPIRED", "CURSOR_EXPIRED"]);
  const again = await t.api.send(losing, "hello in its place");
  const place = await readUntil(t.api.follow(losing, again.eventCursor), turnEnds());
  assert.ok((place.at(-1)?.seq ?? 0) > (lost.at(-1)?.seq ?? 0), "its numbers are used again");
  assert.deepEqual(await answersTo(losing, beyond), ["CURSOR_EXPIRED", "CURSOR_EXPIRED"]);
  const [first, , third] = known;
  assert.deepEqual(await answersTo(resting, third?.cursor ?? ""), ["fine", "fine"]);
  assert.ok(first);
});
