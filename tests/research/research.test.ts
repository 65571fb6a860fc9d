import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { researchAgents } from "../../protocol/research/phase.ts";
import { applyResearchEvent, researchView } from "../../clients/typescript/mod.ts";
import { registerResearchAgents } from "../../scripts/agents/research-agents.ts";
import { repositoryRoot } from "../../scripts/stack/paths.ts";
import { ruleBreaks } from "../support/api.ts";
import { remoteAgents } from "../support/remote.ts";
import { Research, type Run, type RunEvent } from "../support/research.ts";
import type { LedgerRecord } from "../support/sandbox.ts";
import { startTestStack, type TestStack, unique } from "../support/test-stack.ts";

let t: TestStack;
let research: Research;
/** How many agents stood at the emulator behind the first whole run. */
let agentsAtFirst = 0;
type Whole = Run & { events: RunEvent[] };
/** Runs that need not wait for each other: begun at once, looked at by their tests. */
let whole: Whole;
const runs = {} as Record<"oneLost" | "noneFound" | "unhappy" | "twinA" | "twinB" | "poor", Whole>;

const ask = (order = "") => `How is NVDA doing against AMD (${unique("run")})? ${order}`;
const register = () => registerResearchAgents({ root: repositoryRoot, url: t.stack.urls.graphql });
const kinds = ["PLAN", "SEARCH", "PRICES", "FUNDAMENTALS", "RISK", "WRITE", "VERIFY"] as const;
const phase = (run: Run, kind: string, round = 1) => {
  const found = run.phases.find((p) => p.kind === kind && p.round === round);
  assert.ok(found, `no ${kind} ${round}`);
  return found;
};

before(async () => {
  t = await startTestStack();
  await t.sandbox.post("pace", { tokensPerSecond: 1_500, firstTokenMs: 5 });
  research = new Research(t.api);
  assert.equal(await register(), "7 research agents are registered, 7 anew");
  whole = await research.whole(ask());
  agentsAtFirst = (await remoteAgents(t)).length;
  const begin = async (name: keyof typeof runs, order: string, over = {}) => {
    runs[name] = await research.whole(ask(order), over);
  };
  await Promise.all([
    begin("oneLost", "[[search:fail 1]]", { searches: 3 }),
    begin("noneFound", "[[search:fail 9]]"),
    begin("unhappy", "[[verifier:unhappy 2]]"),
    begin("twinA", ""),
    begin("twinB", ""),
    begin("poor", "", { budget: { modelCalls: 4 } }),
  ]);
});
after(() => t?.[Symbol.asyncDispose]());

test("a question becomes a verified report, phase by phase", () => {
  assert.deepEqual([whole.status, whole.verified, whole.failure], ["COMPLETED", true, null]);
  assert.deepEqual(
    whole.phases.map((p) => `${p.kind} ${p.status} ${p.outcome?.__typename}`).sort(),
    [
      "FUNDAMENTALS COMPLETED Analysis",
      "PLAN COMPLETED Plan",
      "PRICES COMPLETED Analysis",
      "RISK COMPLETED Analysis",
      "SEARCH COMPLETED Findings",
      "SEARCH COMPLETED Findings",
      "VERIFY COMPLETED Verification",
      "WRITE COMPLETED Report",
    ],
  );
  assert.deepEqual(ruleBreaks(whole.events), []);
  const { report } = whole;
  assert.match(report?.summary ?? "", /emulator.*sample/);
  assert.ok((report?.sections.length ?? 0) >= 3);
});

test("figures of the report are tied to tool calls, its sources to the searches that found them", () => {
  const { report } = whole;
  assert.ok((report?.metrics.length ?? 0) >= 8);
  assert.deepEqual(report?.metrics.filter((m) => !m.toolCall), []);
  assert.ok((report?.sources.length ?? 0) >= 4);
  assert.ok(report?.sources.every((s) => s.phase?.kind === "SEARCH"));
  assert.deepEqual(report?.series.map((s) => s.symbol).sort(), ["AMD", "NVDA"]);
});

test("the sections of the report stream under their phase before it ends", () => {
  const { id } = phase(whole, "WRITE");
  const ended = whole.events.findIndex((e) => e.phaseId === id && e.status === "COMPLETED");
  const streamed = whole.events.flatMap((e, at) =>
    e.__typename === "TextDelta" && e.nodeId === id && at < ended ? [e.part ?? 0] : []
  );
  const sections = whole.report?.sections.map((_, i) => i) ?? [];
  assert.deepEqual([...new Set(streamed)], sections);
  assert.ok(streamed.length > sections.length);
});

test("a search that fails is shown, and the report is written without it and says so", () => {
  const { oneLost: run } = runs;
  assert.deepEqual([run.status, run.verified], ["COMPLETED", true]);
  const lost = run.phases.filter((p) => p.status === "FAILED");
  assert.deepEqual(lost.map((p) => p.kind), ["SEARCH"]);
  const text = run.report?.sections.map((s) => s.text).join("\n") ?? "";
  assert.ok(text.includes(`- ${lost[0]?.name}: ${lost[0]?.failure?.message}`), text);
});

test("when all searches fail the run ends with what failed", () => {
  const { noneFound: run } = runs;
  assert.deepEqual([run.status, run.report, run.verified], ["FAILED", null, false]);
  assert.match(run.failure?.message ?? "", /^Only 0 of 2 searches found something/);
  assert.equal(run.failure?.code, phase(run, "SEARCH").failure?.code);
  assert.ok(run.phases.every((p) => ["COMPLETED", "FAILED", "CANCELLED"].includes(p.status)));
});

test("a report that the verifier sends back twice is mended twice", () => {
  const { unhappy: run } = runs;
  const verdicts = run.phases.filter((p) => p.kind === "VERIFY").map((p) => p.outcome?.passed);
  assert.deepEqual([verdicts, run.verified], [[false, false, true], true]);
  for (const round of [1, 2]) {
    const claim = phase(run, "VERIFY", round).outcome?.issues?.[0]?.claim ?? "?";
    assert.ok(phase(run, "WRITE", round).text.includes(claim));
    assert.ok(!phase(run, "WRITE", round + 1).text.includes(`${claim}\n`));
  }
  assert.match(run.report?.sections.at(-1)?.text ?? "", /draft 3/);
});

test("two runs at once share the agents and nothing else", () => {
  const { twinA, twinB } = runs;
  assert.deepEqual([twinA.status, twinB.status], ["COMPLETED", "COMPLETED"]);
  const works = [twinA, twinB].flatMap((run) => run.phases.map((p) => p.work?.id));
  assert.equal(new Set(works).size, works.length);
  for (const run of [twinA, twinB]) {
    const own = new Set(run.phases.map((p) => p.id));
    assert.ok(run.report?.sources.every((s) => own.has(s.phase?.id ?? "")));
  }
});

test("a run whose budget is spent in the middle ends as such, and spends no more", () => {
  const { poor: run } = runs;
  assert.deepEqual([run.status, run.failure?.code], ["FAILED", "BUDGET_EXCEEDED"]);
  assert.ok(run.usage.modelCalls <= 4, String(run.usage.modelCalls));
});

test("readers who come late, in the middle or after the end see the same", async () => {
  const shown = (events: RunEvent[], from = researchView()) => {
    const view = events.reduce(applyResearchEvent, from);
    return [
      view.ended,
      view.phases.map((p) => [p.id, p.status, p.parts.map((x) => x.text).join("")]),
    ];
  };
  const { events } = whole;
  const late = await research.events(whole.id);
  const facts = (of: RunEvent[]) =>
    of.filter((e) => e.__typename !== "TextDelta").map((e) => [e.seq, e.__typename, e.phaseId]);
  assert.deepEqual(facts(late), facts(events));
  assert.deepEqual(shown(late), shown(events));
  const at = events.findIndex((e) => e.phase?.kind === "WRITE");
  const head = events.slice(0, at + 1);
  const tail = await research.events(whole.id, () => undefined, head.at(-1)?.cursor);
  assert.deepEqual(ruleBreaks(tail, head.at(-1)?.seq), []);
  assert.deepEqual(shown([...head, ...tail]), shown(events));
  const read = await research.read(whole.id);
  assert.deepEqual(shown(events)[1], read.phases.map((p) => [p.id, p.status, p.text]));
});

test("a fork at the writer keeps what came before and pays for the rest alone", async () => {
  const known = await asked();
  const id = await research.fork(phase(whole, "WRITE").id);
  const events = await research.events(id);
  const run = await research.read(id);
  assert.deepEqual([run.status, run.verified], ["COMPLETED", true]);
  assert.deepEqual(ruleBreaks(events), []);
  assert.equal(run.forkedFrom?.kind, "WRITE");
  const text = (of: Run) => of.phases.slice(0, 6).map((p) => [p.kind, p.name, p.text]);
  assert.deepEqual(text(run), text(whole));
  assert.equal((await asked()).length - known.length, 2);
  const own = new Set(run.phases.map((p) => p.id));
  assert.ok(run.report?.sources.every((s) => own.has(s.phase?.id ?? "")));
  assert.deepEqual(run.report?.metrics.filter((m) => !m.toolCall), []);
});

test("a run that is cancelled stops at once, whichever phase it is in", async () => {
  await Promise.all(kinds.map(async (kind) => {
    const id = await research.start(ask());
    let stopped: Promise<void> | undefined;
    const events = await research.events(id, (e) => {
      if (e.phase?.kind === kind && e.status === "RUNNING") stopped ??= research.cancel(id);
    });
    await stopped;
    const run = await research.read(id);
    assert.equal(run.status, "CANCELLED", kind);
    assert.deepEqual(ruleBreaks(events), [], kind);
    assert.equal(phase(run, kind).status, "CANCELLED", kind);
    const open = run.phases.filter((p) => !["COMPLETED", "CANCELLED"].includes(p.status));
    assert.deepEqual(open, [], kind);
    const works = run.phases.map((p) => p.work?.status ?? "");
    assert.ok(works.every((s) => ["COMPLETED", "CANCELLED"].includes(s)), `${kind}: ${works}`);
  }));
});

test("a worker killed under runs in each phase: none repeats a call that was finished", async () => {
  const agents = await remoteAgents(t);
  await t.sandbox.post("mode", { cut: "abort" });
  const known = new Set((await asked()).map((r) => r.id));
  const held = kinds.map(() => Promise.withResolvers<void>());
  const ends = kinds.map(async (kind, i) => {
    const question = ask();
    const agent = agents.find((a) => a.name.startsWith(researchAgents[kind]))?.id;
    const match = { agent, textIncludes: question.trim() };
    await t.sandbox.post("faults", { kind: "slow_first_token", delayMs: 90_000, match });
    const id = await research.start(question);
    const events = await research.events(id, ({ phase, status }) => {
      if (phase?.kind === kind && status === "RUNNING") held[i]?.resolve();
    });
    return { ...await research.read(id), events };
  });
  await Promise.race([Promise.all(held.map((h) => h.promise)), Promise.all(ends)]);
  await t.stack.kill("worker", "SIGKILL");
  await t.sandbox.post("reset-faults", {});
  await t.stack.startPart("worker");
  for (const [i, run] of (await Promise.all(ends)).entries()) {
    assert.deepEqual([run.status, run.verified], ["COMPLETED", true], kinds[i]);
    assert.deepEqual(ruleBreaks(run.events), [], kinds[i]);
  }
  await t.sandbox.post("mode", { cut: "store" });
  const ours = (await asked()).filter((r) => !known.has(r.id));
  assert.ok(ours.filter((r) => r.cut).length >= kinds.length, "all were held");
  assert.deepEqual(repeated(ours), []);
});

test("all these runs use the same seven agents, and registering again makes no more", async () => {
  for (let more = Number(Deno.env.get("RESEARCH_RUNS") ?? 0); more > 0; more--) {
    const run = await research.whole(ask(), { searches: 1, revisions: 0 });
    assert.equal(run.status, "COMPLETED");
  }
  assert.equal(await register(), "7 research agents are registered");
  const agents = await remoteAgents(t);
  assert.deepEqual([agentsAtFirst, agents.length], [7, 7]);
});

/** Requests that asked the model for something. */
const asked = async () =>
  (await t.sandbox.ledger()).filter((r) =>
    /^conversations\.(start|append|restart)/.test(r.operation)
  );

/** Requests of an agent that asked again for what it had finished before they came. */
const repeated = (requests: readonly LedgerRecord[]) =>
  requests.filter((later) =>
    requests.some((first) =>
      first !== later && first.ran === "full" && first.inputHash === later.inputHash &&
      first.agent === later.agent && (first.finishedAt ?? "~") <= later.startedAt
    )
  );
