import assert from "node:assert/strict";
import { test } from "node:test";
import { ruleBreaks } from "../support/api.ts";
import { phaseOf, type ResearchStack } from "./research-stack.ts";

/** Verifies the runs that were made once, by their directives. */
export function reports(at: () => ResearchStack) {
  test("a question becomes a verified report, phase by phase", () => {
    assert.deepEqual([at().whole.status, at().whole.verified, at().whole.failure], [
      "COMPLETED",
      true,
      null,
    ]);
    assert.deepEqual(
      at().whole.phases.map((p) => `${p.kind} ${p.status} ${p.outcome?.__typename}`).sort(),
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
    assert.deepEqual(ruleBreaks(at().whole.events), []);
    const { report } = at().whole;
    assert.match(report?.summary ?? "", /emulator.*sample/);
    assert.ok((report?.sections.length ?? 0) >= 3);
  });

  test("each figure of the report is proven by the value that it cites, each source by its search", () => {
    const { report } = at().whole;
    assert.ok((report?.metrics.length ?? 0) >= 8);
    assert.deepEqual(report?.metrics.filter((m) => m.evidence === "NONE"), []);
    const price = report?.metrics.find((m) => m.name === "Price, NVDA");
    assert.deepEqual([price?.symbol, price?.evidence, price?.pointer, price?.quoted], [
      ...["NVDA", "EXACT", "/price", price?.value],
    ]);
    assert.match(price?.toolCall?.name ?? "", /get_current_stock_price$/);
    const change = report?.metrics.find((m) => m.name === "Change over 1 year, AMD");
    assert.equal(change?.evidence, "DERIVED");
    assert.deepEqual(change?.derivation?.inputs.map((i) => i.pointer), [
      "/summary/lastClose",
      "/summary/firstClose",
    ]);
    assert.deepEqual([report?.unsupported, report?.gaps], [[], []]);
    assert.ok((report?.sources.length ?? 0) >= 4);
    assert.ok(report?.sources.every((s) => s.phase?.kind === "SEARCH"));
    assert.deepEqual(report?.series.map((s) => s.symbol).sort(), ["AMD", "NVDA"]);
  });

  test("the sections of the report stream under their phase before it ends", () => {
    const { id } = phaseOf(at().whole, "WRITE");
    const ended = at().whole.events.findIndex((e) => e.phaseId === id && e.status === "COMPLETED");
    const streamed = at().whole.events.flatMap((e, i) =>
      e.__typename === "TextDelta" && e.nodeId === id && i < ended ? [e.part ?? 0] : []
    );
    // The last text may arrive only with the end.
    const seen = [...new Set(streamed)];
    const sections = at().whole.report?.sections.map((_, i) => i) ?? [];
    assert.deepEqual(seen, sections.slice(0, seen.length));
    assert.ok(seen.length > 1 && streamed.length > seen.length, `${streamed}`);
  });

  test("a search that fails is shown, and the report is written without it and says so", () => {
    const { oneLost: run } = at().runs;
    assert.deepEqual([run.status, run.verified], ["COMPLETED", false]);
    assert.deepEqual(run.report?.gaps.map((gap) => gap.kind), ["SEARCH"]);
    assert.equal(phaseOf(run, "VERIFY").outcome?.accepted, true);
    const lost = run.phases.filter((p) => p.status === "FAILED");
    assert.deepEqual(lost.map((p) => p.kind), ["SEARCH"]);
    const text = run.report?.sections.map((s) => s.text).join("\n") ?? "";
    assert.ok(text.includes(`- ${lost[0]?.name}: ${lost[0]?.failure?.message}`), text);
  });

  test("when all searches fail the run ends with what failed", () => {
    const { noneFound: run } = at().runs;
    assert.deepEqual([run.status, run.report, run.verified], ["FAILED", null, false]);
    assert.match(run.failure?.message ?? "", /^Only 0 of 2 searches found something/);
    assert.equal(run.failure?.code, phaseOf(run, "SEARCH").failure?.code);
    assert.ok(run.phases.every((p) => ["COMPLETED", "FAILED", "CANCELLED"].includes(p.status)));
  });

  test("a report that the verifier rejects twice is corrected twice", () => {
    const { unhappy: run } = at().runs;
    const verdicts = run.phases.filter((p) => p.kind === "VERIFY").map((p) => p.outcome?.passed);
    assert.deepEqual([verdicts, run.verified], [[false, false, true], true]);
    for (const round of [1, 2]) {
      const claim = phaseOf(run, "VERIFY", round).outcome?.issues?.[0]?.claim ?? "?";
      assert.ok(phaseOf(run, "WRITE", round).text.includes(claim));
      assert.ok(!phaseOf(run, "WRITE", round + 1).text.includes(`${claim}\n`));
    }
    assert.match(run.report?.sections.at(-1)?.text ?? "", /draft 3/);
  });

  test("two runs at once share only the agents", () => {
    const { similarA, similarB } = at().runs;
    assert.deepEqual([similarA.status, similarB.status], ["COMPLETED", "COMPLETED"]);
    const works = [similarA, similarB].flatMap((run) => run.phases.map((p) => p.work?.id));
    assert.equal(new Set(works).size, works.length);
    for (const run of [similarA, similarB]) {
      const own = new Set(run.phases.map((p) => p.id));
      assert.ok(run.report?.sources.every((s) => own.has(s.phase?.id ?? "")));
    }
  });

  test("a run whose budget is used up ends with that code and spends no more", () => {
    const { poor: run } = at().runs;
    assert.deepEqual([run.status, run.failure?.code], ["FAILED", "BUDGET_EXCEEDED"]);
    assert.ok(run.usage && run.usage.modelCalls <= 4, String(run.usage?.modelCalls));
  });
}
