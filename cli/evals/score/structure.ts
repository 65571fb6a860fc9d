import type { StoredReport } from "../stored-run.ts";
import { byFaults, type Rule } from "./score.ts";

const shortest = 60;

/** The report has its parts and the expected words, and no section is empty. */
export const structure: Rule = ({ report }, { minSections, mentions, topics }) => {
  if (!report) return byFaults("structure", 1, ["there is no report"], "");
  const text = wholeText(report).toLowerCase();
  const body = report.sections.map((s) => `${s.title} ${s.text}`).join("\n").toLowerCase();
  const checks: [boolean, string][] = [
    [report.title.trim() !== "", "no title"],
    [report.summary.trim() !== "", "no summary"],
    [report.followUps.length > 0, "no question worth asking next"],
    [
      report.sections.length >= minSections,
      `${report.sections.length} sections, not ${minSections}`,
    ],
    ...report.sections.map(({ title, text }): [boolean, string] => [
      title.trim() !== "" && text.trim().length >= shortest,
      `section "${title}" is almost empty`,
    ]),
    ...mentions.map((word): [boolean, string] => [
      text.includes(word.toLowerCase()),
      `${word} is not mentioned`,
    ]),
    ...topics.map((words): [boolean, string] => [
      words.some((word) => body.includes(word.toLowerCase())),
      `nothing about ${words.join(", ")}`,
    ]),
  ];
  const faults = checks.filter(([right]) => !right).map(([, fault]) => fault);
  return byFaults("structure", checks.length, faults, `${report.sections.length} sections`);
};

const wholeText = ({ title, summary, sections }: StoredReport) =>
  [title, summary, ...sections.flatMap((s) => [s.title, s.text])].join("\n");
