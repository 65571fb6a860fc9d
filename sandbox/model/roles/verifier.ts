import type { Brief, WrittenReport } from "./brief.ts";
import { draftOf } from "./draft.ts";
import { problemStarts } from "./repair-report.ts";

/** A claim that the verifier rejects. */
export type Issue = { claim: string; problem: string };

/** Verifies the report of a brief. `rejections`: how many drafts are rejected whatever they say. */
export function verifyReport(
  brief: Brief,
  rejections: number,
): { issues: Issue[]; passed: boolean } {
  const { report } = brief;
  if (!report) {
    return { issues: [{ claim: "", problem: "No input holds a report." }], passed: false };
  }
  const issues = [
    ...links(report, brief),
    ...figures(report, brief),
    ...(draftOf(report) <= rejections ? [directed(report)] : []),
  ];
  return { issues, passed: issues.length === 0 };
}

/** Addresses that are in no finding. */
function links({ sections }: WrittenReport, { findings }: Brief): Issue[] {
  const given = new Set(findings.flatMap((f) => f.sources.map((s) => s.url)));
  const used = sections.flatMap(({ text }) => [...text.matchAll(/\]\(([^)]+)\)/g)]);
  const wrong = new Set(used.map(([, url = ""]) => url).filter((url) => !given.has(url)));
  return [...wrong].map((claim) => ({
    claim,
    problem: `${problemStarts.unsupported} gives this address. Take it out.`,
  }));
}

/** Figures that are in no analysis. */
function figures({ metrics }: WrittenReport, { analyses }: Brief): Issue[] {
  const given = new Set(analyses.flatMap((a) => a.metrics.map((m) => `${m.name} ${m.value}`)));
  return metrics.filter((m) => !given.has(`${m.name} ${m.value}`)).map(({ name, value }) => ({
    claim: name,
    problem: `${problemStarts.unsupported} says ${value}. Take it out.`,
  }));
}

/** The issue of a `reject` directive, for another sentence of the report each time. */
function directed(report: WrittenReport): Issue {
  const draft = draftOf(report);
  const { text = "" } = report.sections[(draft - 1) % Math.max(1, report.sections.length)] ?? {};
  const claim = /^[^\n]*?[.](?=\s|$)/.exec(text)?.[0] ?? text.slice(0, 80);
  return { claim, problem: `${problemStarts.directed} ${draft}: it does not say for which day.` };
}
