import assert from "node:assert/strict";
import { test } from "node:test";
import { applyResearchEvent, researchView } from "../../clients/client/mod.ts";
import {
  type PhaseKind,
  phaseKinds as kinds,
  researchAgents,
} from "../../protocol/research/phase.ts";
import { ruleBreaks } from "../support/api.ts";
import { remoteResearchAgents } from "../support/remote.ts";
import type { Run, RunEvent } from "../support/research.ts";
import type { LedgerRecord } from "../support/sandbox.ts";
import { eventually } from "../support/test-stack.ts";
import { ask, phaseOf, type ResearchStack } from "./research-stack.ts";

/** Settings of a run that only has to pass through its phases. */
const small = { searches: 1, symbols: ["NVDA"] };

type RemoteAgents = Awaited<ReturnType<typeof remoteResearchAgents>>;

const remoteId = (agents: RemoteAgents, kind: PhaseKind) =>
  agents.find((a) => a.name.startsWith(researchAgents[kind]))?.id;

/** The fault that delays the model's answer in a run's phase of this kind. */
const slowed = (agents: RemoteAgents, kind: PhaseKind, question: string) => ({
  ...{ kind: "slow_first_token", delayMs: 90_000 },
  match: { agent: remoteId(agents, kind), textIncludes: question.trim() },
});

/** Late readers, forks, cancels and a killed worker. */
export function lives(at: () => ResearchStack) {
  test("late readers, during the run and after its end, see the same", async () => {
    const shown = (events: RunEvent[], from = researchView()) => {
      const view = events.reduce(applyResearchEvent, from);
      return [
        view.ended,
        view.phases.map((p) => [p.id, p.status, p.parts.map((x) => x.text).join("")]),
      ];
    };
    const { events } = at().whole;
    const late = await at().research.events(at().whole.id);
    const stored = (of: RunEvent[]) =>
      of.filter((e) => e.__typename !== "TextDelta").map((e) => [e.seq, e.__typename, e.phaseId]);
    assert.deepEqual(stored(late), stored(events));
    assert.deepEqual(shown(late), shown(events));
    const middle = events.findIndex((e) => e.phase?.kind === "WRITE");
    const head = events.slice(0, middle + 1);
    const tail = await at().research.events(at().whole.id, () => undefined, head.at(-1)?.cursor);
    assert.deepEqual(ruleBreaks(tail, head.at(-1)?.seq), []);
    assert.deepEqual(shown([...head, ...tail]), shown(events));
    const read = await at().research.read(at().whole.id);
    assert.deepEqual(shown(events)[1], read.phases.map((p) => [p.id, p.status, p.text]));
  });

  test("a fork at the writer keeps the earlier phases and pays only for the rest", async () => {
    const known = await askedOf(at());
    const id = await at().research.fork(phaseOf(at().whole, "WRITE").id);
    const events = await at().research.events(id);
    const run = await at().research.read(id);
    assert.deepEqual([run.status, run.verified], ["COMPLETED", true]);
    assert.deepEqual(ruleBreaks(events), []);
    assert.equal(run.forkedFrom?.kind, "WRITE");
    const text = (of: Run) => of.phases.slice(0, 6).map((p) => [p.kind, p.name, p.text]);
    assert.deepEqual(text(run), text(at().whole));
    assert.equal((await askedOf(at())).length - known.length, 2);
    const own = new Set(run.phases.map((p) => p.id));
    assert.ok(run.report?.sources.every((s) => own.has(s.phase?.id ?? "")));
    assert.deepEqual(run.report?.metrics.filter((m) => m.evidence === "NONE"), []);
  });

  test("a cancelled run stops at once, in any phase", async () => {
    const agents = await remoteResearchAgents(at());
    await Promise.all(kinds.map(async (kind) => {
      const question = ask();
      await at().sandbox.post("faults", slowed(agents, kind, question));
      const id = await at().research.start(question, small);
      let stopped: Promise<void> | undefined;
      const events = await at().research.events(id, (e) => {
        if (e.phase?.kind === kind && e.status === "RUNNING") stopped ??= at().research.cancel(id);
      });
      await stopped;
      const run = await at().research.read(id);
      assert.equal(run.status, "CANCELLED", kind);
      assert.deepEqual(ruleBreaks(events), [], kind);
      assert.equal(phaseOf(run, kind).status, "CANCELLED", kind);
      const open = run.phases.filter((p) => !["COMPLETED", "CANCELLED"].includes(p.status));
      assert.deepEqual(open, [], kind);
      const works = run.phases.map((p) => p.work?.status ?? "");
      assert.ok(works.every((s) => ["COMPLETED", "CANCELLED"].includes(s)), `${kind}: ${works}`);
    }));
  });

  test("a worker is killed while runs are in each phase: none repeats a finished call", async () => {
    const agents = await remoteResearchAgents(at());
    await at().sandbox.post("mode", { cut: "abort" });
    const known = new Set((await askedOf(at())).map((r) => r.id));
    const reached = kinds.map(() => Promise.withResolvers<void>());
    const ends = kinds.map(async (kind, i) => {
      const question = ask();
      await at().sandbox.post("faults", slowed(agents, kind, question));
      const id = await at().research.start(question, small);
      const events = await at().research.events(id, ({ phase, status }) => {
        if (phase?.kind === kind && status === "RUNNING") reached[i]?.resolve();
      });
      return { ...await at().research.read(id), events };
    });
    await Promise.race([Promise.all(reached.map((r) => r.promise)), Promise.all(ends)]);
    await eventually("each phase waits for the model", async () => {
      const waiting = (await askedOf(at())).filter((r) =>
        !known.has(r.id) && !r.finishedAt && Date.now() - Date.parse(r.startedAt) > 3_000
      );
      return kinds.every((kind) => waiting.some((r) => r.agent === remoteId(agents, kind)));
    });
    await at().stack.kill("worker", "SIGKILL");
    const cutRequests = async () =>
      (await askedOf(at())).filter((r) => !known.has(r.id) && r.cut).length;
    await eventually(
      "the emulator notices each cut",
      async () => await cutRequests() >= kinds.length,
    );
    await at().sandbox.post("reset-faults", {});
    await at().stack.startPart("worker");
    for (const [i, run] of (await Promise.all(ends)).entries()) {
      assert.deepEqual([run.status, run.verified], ["COMPLETED", true], kinds[i]);
      assert.deepEqual(ruleBreaks(run.events), [], kinds[i]);
    }
    await at().sandbox.post("mode", { cut: "store" });
    const ours = (await askedOf(at())).filter((r) => !known.has(r.id));
    assert.deepEqual(repeated(ours), []);
  });

  test("all runs use the same seven agents, and registering again creates none", async () => {
    let more = Number(Deno.env.get("RESEARCH_RUNS") ?? 0);
    const runOneByOne = async () => {
      while (more-- > 0) {
        const run = await at().research.whole(ask(), { searches: 1, revisions: 0 });
        assert.equal(run.status, "COMPLETED");
      }
    };
    await Promise.all([runOneByOne(), runOneByOne(), runOneByOne(), runOneByOne()]);
    assert.equal(await at().register(), "7 research agents are registered");
    const agents = await remoteResearchAgents(at());
    assert.deepEqual([at().agentsAtFirst, agents.length], [7, 7]);
  });
}

/** Requests that asked the model for something. */
const askedOf = async ({ sandbox }: ResearchStack) =>
  (await sandbox.ledger()).filter((r) =>
    /^conversations\.(start|append|restart)/.test(r.operation)
  );

/** Requests of an agent for inputs that it had already finished. */
const repeated = (requests: readonly LedgerRecord[]) =>
  requests.filter((later) =>
    requests.some((first) =>
      first !== later && first.ran === "full" && first.inputHash === later.inputHash &&
      first.agent === later.agent && (first.finishedAt ?? "~") <= later.startedAt
    )
  );
