import type { Gap, Metric, Report } from "../phase.ts";

/** Figures of the report without proof, and numbers of its text that no proven figure supports. */
export function numberGaps({ metrics, unsupported }: Report): Gap[] {
  const figures = metrics.filter((m) => m.evidence === "NONE").map((m): Gap => ({
    kind: "NUMBER",
    subject: amountOf(m),
    message: `The figure "${m.name}" is not proven.${m.problem ? ` ${m.problem}` : ""}`,
  }));
  const numbers = unsupported.map(({ number, sentence }): Gap => ({
    kind: "NUMBER",
    subject: number,
    message: `No proven figure supports ${number} in the sentence "${sentence}"`,
  }));
  return [...figures, ...numbers];
}

const amountOf = ({ value, unit }: Metric) => unit ? `${value} ${unit}` : value;
