import type { Expectations } from "../dataset.ts";
import type { StoredMetric, StoredReport, StoredRun } from "../stored-run.ts";
import { fits as isGap } from "./gaps.ts";
import { byFaults, notApplicable, type Rule } from "./score.ts";

/** The product has proven each figure of the report but those that must not be proven, and these carry the problem. */
export const figures: Rule = (run, expect) => {
  const metrics = run.report?.metrics ?? [];
  const wrong = metrics.filter((m) => m.evidence === "NONE" && !isExpected(m, expect));
  const caught = [...metrics, ...analysed(run)].filter((m) => m.evidence === "NONE");
  const missed = expect.unproven.filter((lie) => !caught.some((m) => fits(m, lie)));
  const { minFigures } = expect;
  const faults = [
    ...wrong.map(({ name, problem }) => `${name}: ${problem ?? "not proven"}`),
    ...missed.map((lie) => `no figure "${lie.figure}" is unproven with ${lie.problem}`),
    ...(metrics.length < minFigures ? [`${metrics.length} figures, not ${minFigures}`] : []),
  ];
  const checked = Math.max(metrics.length + expect.unproven.length, 1);
  const proven = metrics.filter((m) => m.evidence !== "NONE").length;
  return byFaults("figures", checked, faults, `${proven} of ${metrics.length} are proven`);
};

type Lie = Expectations["unproven"][number];

const fits = ({ name, problem }: StoredMetric, lie: Lie) =>
  name.includes(lie.figure) && new RegExp(lie.problem).test(problem ?? "");

const isExpected = (metric: StoredMetric, { unproven }: Expectations) =>
  unproven.some((lie) => fits(metric, lie));

/** The figures of the analyses: a writer may leave out what an analyst could not prove. */
const analysed = ({ phases }: StoredRun): StoredMetric[] =>
  phases.flatMap(({ outcome }) => outcome?.__typename === "Analysis" ? outcome.metrics : []);

/** Numbers that a gap names which must be there: an unproven figure leaves the text that states it without support. */
const namedByGaps = ({ gaps }: StoredReport, expect: Expectations): string[] =>
  gaps.filter((gap) => gap.kind === "NUMBER" && expect.gaps.some((one) => isGap(gap, one)))
    .map(({ subject }) => subject);

/** No number of the text is without support but those that must be listed, and these are. */
export const prose: Rule = ({ report }, expect) => {
  if (!report) return notApplicable("prose", "there is no report");
  const listed = report.unsupported.map(({ number }) => number);
  const expected = new Set([...expect.unsupported, ...namedByGaps(report, expect)]);
  const faults = [
    ...listed.filter((n) => !expected.has(n)).map((n) => `nothing supports ${n}`),
    ...expect.unsupported.filter((n) => !listed.includes(n)).map((n) => `${n} is not listed`),
  ];
  const right = listed.length > 0 ? `listed: ${listed.join(", ")}` : "nothing is listed";
  return byFaults("prose", Math.max(faults.length, 1), faults, right);
};
