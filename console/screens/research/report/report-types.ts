import type { ConsoleResearchRunQuery } from "../run/run.generated.ts";

/** A run, as its page reads it. */
export type Run = NonNullable<ConsoleResearchRunQuery["researchRun"]>;
/** A report, as its page reads it. */
export type Report = NonNullable<Run["report"]>;
/** A figure of a report. */
export type ReportMetric = Report["metrics"][number];
/** The outcome of a verifier. */
export type Verification = Extract<
  NonNullable<Run["phases"][number]["outcome"]>,
  { __typename: "Verification" }
>;
/** What the verifier objects to. */
export type Issue = Verification["issues"][number];
/** A tool call that a figure names. */
export type CallName = NonNullable<ReportMetric["toolCall"]>;

/** The element of the report, to which the head of a run leads: on a phone all phases are above it. */
export const reportId = "report";
