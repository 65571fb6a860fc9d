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
export const gaps: Rule = ({ phases, report }, { lostPhases }) => {
  const lost = phases.filter((p) => p.status === "FAILED" || p.status === "CANCELLED");
  const text = (report?.sections ?? []).map((s) => s.text).join("\n").toLowerCase();
  const silent = lost.filter(({ name }) => !text.includes(name.toLowerCase()));
  const faults = [
    ...silent.map(({ name }) => `the report does not say that "${name}" is missing`),
    ...(lost.length === lostPhases ? [] : [`${lost.length} phases were lost, not ${lostPhases}`]),
  ];
  return byFaults("gaps", Math.max(1, lost.length), faults, `${lost.length} lost, all named`);
};

/** The verifier's verdict is the expected one, and agrees with the rules about figures and sources. */
export function verdict(rules: readonly Score[]): Rule {
  return ({ verified, phases }, expect) => {
    const judged = phases.filter((p) => p.outcome?.__typename === "Verification");
    const wrong = rules.filter((s) => ["figures", "sources"].includes(s.rule) && !s.passed);
    const faults = [
      ...(judged.length === 0 ? ["nothing was verified"] : []),
      ...(verified === expect.verified ? [] : [`verified is ${verified}`]),
      ...(verified && wrong.length > 0
        ? [`it passed what these rules do not: ${wrong.map((s) => s.rule).join(", ")}`]
        : []),
    ];
    return byFaults("verdict", 2, faults, verified ? "passed" : "not passed, as expected");
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
