import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect } from "../../store/database/connect.ts";
import { assign } from "../../clients/client/view/assign.ts";
import { endOf, readUntil, turnEnds } from "../support/api.ts";
import {
  everyScenario as all,
  quickScenarios,
  type Scenario,
  sharedCalls,
} from "../support/failpoint-rules.ts";
import {
  askedAlike,
  faults,
  type Ran,
  refuseSome,
  run,
  toolFaults,
} from "../support/failpoint-scenarios.ts";
import { modelRequests, remoteHistory, userTexts } from "../support/remote.ts";
import {
  sharedWithAnalyst,
  type TestStack,
  unique,
  usualPace,
  workerDied,
} from "../support/test-stack.ts";

const { killed } = sharedCalls;
const warm: Scenario = { kind: "price", point: "none", agent: unique("quick") };

let t: TestStack;
before(async () => {
  t = await sharedWithAnalyst();
  for (const { agent } of [...all, ...quickScenarios, warm, killed]) await t.api.register(agent);
});
after(() => t[Symbol.asyncDispose]());

/** The faults of a conversation whose call was dropped here. */
async function faultsHere(scenario: Scenario, ran: Ran): Promise<string[]> {
  const wrong = await faults(t, scenario, ran);
  const { usage } = await t.api.read(ran.id);
  // Between the mark in the database and the request it is unknown whether the request was sent.
  const unsure = scenario.point === "before_request" &&
    ["start", "restart"].includes(scenario.kind);
  if (usage?.possiblyPaidTwice === (unsure ? 1 : 0)) return wrong;
  return [...wrong, `${scenario.kind} at ${scenario.point}: paid ${usage?.possiblyPaidTwice}`];
}

test("every call that is dropped at a failpoint completes, and is paid once where the provider finishes it", async () => {
  await t.sandbox.post("mode", { cut: "store", lockMs: 500, freshEntryIds: true });
  await refuseSome(t, 6);
  const wrong = await Promise.all(all.map(async (scenario) => {
    const ran = await run(t, scenario);
    const asked = (await askedAlike(t, ran.id)).length;
    return [
      ...(asked === 1 ? [] : [`${scenario.kind} at ${scenario.point}: asked ${asked} times`]),
      ...await faultsHere(scenario, ran),
    ];
  }));
  assert.deepEqual(wrong.flat(), []);
});

test("a request that the provider drops with its client is repeated, and one that it finished first is not", async () => {
  await t.sandbox.post("mode", { cut: "abort", lockMs: 500 });
  await t.sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 300 });
  await refuseSome(t, 2);
  const open = all.filter(({ point }) => point === "request_accepted" || point === "first_frame");
  const asked: string[] = [];
  const wrong = await Promise.all(open.map(async (scenario) => {
    const ran = await run(t, scenario);
    asked.push(...(await askedAlike(t, ran.id)).map((r) => r.ran));
    return await faultsHere(scenario, ran);
  }));
  await t.sandbox.post("pace", { tokensPerSecond: 300, firstTokenMs: 5 });
  assert.deepEqual(wrong.flat(), []);
  assert.equal(asked.filter((how) => how === "full").length, open.length);
  assert.ok(asked.includes("partial"), "something was dropped");
});

test("an answer that the provider's history shows late is requested again, never doubled, never another turn's", async () => {
  await t.sandbox.post("mode", { cut: "store", historyLagMs: 60_000 });
  const hidden = all.filter((s) => s.point === "first_frame" && s.kind !== "restart");
  const ran = await Promise.all(hidden.map(async (s) => ({ s, ...await run(t, s) })));
  await t.sandbox.post("mode", { historyLagMs: 0 });
  for (const { s, id, said } of ran) {
    const next = await t.api.send(id, `and then ${s.kind}`);
    await readUntil(t.api.follow(id, next.eventCursor), endOf(next.turn.id));
    const { turns, entries } = await t.api.read(id);
    assert.deepEqual(turns.nodes.map((n) => n.status), turns.nodes.map(() => "COMPLETED"));
    assert.equal(entries.nodes.filter((e) => e.role === "AGENT").length, said.length + 1);
    const remote = (await modelRequests(t, id)).at(-1)?.conversation ?? "";
    const texts = userTexts(await remoteHistory(t, remote));
    assert.deepEqual(texts, [...said, `and then ${s.kind}`]);
  }
});

test("a quick tool call that is dropped at a failpoint is claimed with its answer, and completes", async () => {
  await t.sandbox.post("mode", { cut: "store" });
  const ran: { s: Scenario; ran: Ran }[] = [];
  for (const s of quickScenarios) {
    for (let n = 0; n < 3; n++) await run(t, warm); // a dropped call makes the tool slow again
    ran.push({ s, ran: await run(t, s) });
  }
  await using sql = Object.assign(connect(t.stack.urls.database, { name: "test", max: 1 }), {
    [Symbol.asyncDispose]: () => sql.end(),
  });
  for (const { s, ran: seen } of ran) {
    assert.deepEqual([...await faults(t, s, seen), ...toolFaults(s, seen, 0)], []);
    const [call] = await sql`select t.started_at = m.ended_at as together, t.status
      from calls t join calls m on m.id = t.model_call_id where t.conversation_id = ${seen.id}`;
    assert.deepEqual({ ...call }, { together: true, status: "COMPLETED" }, s.point);
  }
});

test("a worker is killed with the whole answer received: the next one adopts what the provider stored", async () => {
  const running = run(t, killed);
  await workerDied(t);
  await t.stack.startPart("worker");
  assert.deepEqual(await faultsHere(killed, await running), []);
  const { usage } = await t.api.read((await running).id);
  assert.equal(usage?.estimated, true);
});

test("what a killed worker had written is discarded, and can still be read by its id", async () => {
  await t.sandbox.post("pace", { tokensPerSecond: 40, firstTokenMs: 5 });
  const agent = unique("written");
  await t.api.register(agent, { tools: [] });
  const id = await t.api.start(agent, "Tell me about kestrels in about 200 words");
  let [entryId, written] = ["", ""];
  for await (const event of t.api.follow(id)) {
    if (event.__typename !== "TextDelta") continue;
    entryId = event.nodeId ?? "";
    written = assign(written, { offset: event.offset ?? 0, text: event.text ?? "" });
    if (written.length > 40) break;
  }
  await t.stack.kill("worker", "SIGKILL");
  await workerDied(t);
  await t.sandbox.post("pace", usualPace);
  await t.stack.startPart("worker");
  const events = await readUntil(t.api.follow(id), turnEnds());
  const last = events.findLast((e) => e.__typename === "EntryChanged" && e.entryId === entryId);
  assert.equal(last?.status, "DISCARDED");
  const query = "query ($id: ID!) { node(id: $id) { ... on Message { status text } } }";
  const { node } = await t.api.run<{ node: { status: string; text: string } }>(query, {
    id: entryId,
  });
  assert.equal(node.status, "DISCARDED");
  assert.ok(node.text.startsWith(written), `${node.text} / ${written}`);
});
