import { secondsOf } from "../stored-run.ts";
import { byFaults, notApplicable, type Rule, type Score } from "./score.ts";

/** The run has the expected final status. */
export const ending: Rule = ({ status, failure }, expect) => {
  const faults = status === expect.status
    ? []
    : [`${status}, not ${expect.status}${failure ? `: ${failure.message}` : ""}`];
  return byFaults("ending", 1, faults, status);
};

/** The expected tools have a result. */
export const tools: Rule = ({ phases }, expect) => {
  if (expect.tools.length === 0) return notApplicable("tools", "none are asked for");
  const steps = phases.flatMap((p) => p.work?.steps ?? []);
  const used = new Set(
    steps.flatMap((s) => s.__typename === "ToolCall" && s.status === "COMPLETED" ? [s.name] : []),
  );
  const faults = expect.tools.filter((name) => !used.has(name)).map((name) =>
    `${name} was not used`
  );
  return byFaults("tools", expect.tools.length, faults, "used");
};

/** The report names the failed phases, and their number is the expected one. */
export const lost: Rule = ({ phases, report }, { lostPhases }) => {
  const parts = phases.filter((p) => p.status === "FAILED" || p.status === "CANCELLED");
  const text = (report?.sections ?? []).map((s) => s.text).join("\n").toLowerCase();
  const silent = parts.filter(({ name }) => !text.includes(name.toLowerCase()));
  const faults = [
    ...silent.map(({ name }) => `the report does not say that "${name}" is missing`),
    ...(parts.length === lostPhases ? [] : [`${parts.length} phases were lost, not ${lostPhases}`]),
  ];
  return byFaults("lost", Math.max(1, parts.length), faults, `${parts.length} lost, all named`);
};

/** The rules whose faults make a report unfit to pass. */
const decisive = ["figures", "prose", "sources", "gaps"];

/** The verdict is the expected one, and no report passes that lacks something or fails a rule about its content. */
export function verdict(rules: readonly Score[]): Rule {
  return ({ verified, phases, report }, expect) => {
    const { accepted } = phases.map((p) => p.outcome)
      .findLast((o) => o?.__typename === "Verification") ?? { accepted: null };
    const wrong = rules.filter((s) => decisive.includes(s.rule) && !s.passed);
    const wanted = expect.accepted ?? accepted;
    const faults = [
      ...(accepted === null ? ["nothing was verified"] : []),
      ...(verified === expect.verified ? [] : [`verified is ${verified}`]),
      ...(accepted === wanted ? [] : [`the verifier ${accepted ? "accepts" : "rejects"} it`]),
      ...(verified && (report?.gaps.length ?? 0) > 0 ? ["it passed in spite of gaps"] : []),
      ...(verified && wrong.length > 0
        ? [`it passed what these rules do not: ${wrong.map((s) => s.rule).join(", ")}`]
        : []),
    ];
    return byFaults("verdict", 3, faults, verified ? "passed" : "not passed, as expected");
  };
}

/** The duration is within its limit. */
export const time: Rule = (run, { maxSeconds }) => {
  const seconds = secondsOf(run);
  const text = seconds === null ? "it has not ended" : `${seconds.toFixed(1)} s`;
  return byFaults("time", 1, seconds !== null && seconds <= maxSeconds ? [] : [text], text);
};

/** The cost is within its limit. */
export const cost: Rule = ({ usage }, { maxCost }) => {
  if (maxCost === undefined) return notApplicable("cost", "no limit");
  if (!usage?.cost) return notApplicable("cost", "the model has no price");
  const { amount, currency } = usage.cost;
  const text = `${amount} ${currency}`;
  return byFaults(
    "cost",
    1,
    Number(amount) <= Number(maxCost) ? [] : [`${text}, over ${maxCost}`],
    text,
  );
};
