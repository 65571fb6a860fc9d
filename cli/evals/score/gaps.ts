import type { Expectations } from "../dataset.ts";
import type { StoredReport } from "../stored-run.ts";
import { byFaults, notApplicable, type Rule } from "./score.ts";

type Gap = StoredReport["gaps"][number];
type ExpectedGap = Expectations["gaps"][number];

/** What the product's check finds missing is what must be missing, no less and no more. */
export const gaps: Rule = ({ report }, expect) => {
  if (!report) return notApplicable("gaps", "there is no report");
  const missed = expect.gaps.filter((one) => !report.gaps.some((gap) => fits(gap, one)));
  const others = report.gaps.filter((gap) => !expect.gaps.some((one) => fits(gap, one)));
  const faults = [
    ...missed.map(({ kind, message }) => `no gap ${kind} says ${message}`),
    ...others.map(({ kind, message }) => `${kind}: ${message}`),
  ];
  const kinds = [...new Set(report.gaps.map(({ kind }) => kind))].join(", ");
  const checked = Math.max(faults.length, expect.gaps.length, 1);
  return byFaults("gaps", checked, faults, kinds === "" ? "none" : `named: ${kinds}`);
};

/** True if the gap is the expected one. */
export const fits = ({ kind, message }: Gap, expected: ExpectedGap): boolean =>
  kind === expected.kind && new RegExp(expected.message).test(message);
