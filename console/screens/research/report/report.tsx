import { useMemo } from "react";
import { verdictKind } from "../../../../protocol/research/report/verdict-kind.ts";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/page.tsx";
import { Charts } from "./charts.tsx";
import { Figures } from "./figures.tsx";
import { FollowUps } from "./follow-ups.tsx";
import { Missing } from "./missing.tsx";
import { placeIssues } from "./place-issues.ts";
import { Prose } from "./prose.tsx";
import { readableText } from "./readable-text.ts";
import type { Report, Run } from "./report-types.ts";
import { Sources } from "./sources.tsx";
import { Verdict } from "./verdict.tsx";
import { verdictOfRun } from "./verdict-of-run.ts";
import { words } from "./words.ts";
import css from "./report.module.css";

/** The newest report of a run: text with objections next to it, charts, figures, gaps, sources, follow-up questions. */
export function ReportView({ run, report }: { run: Run; report: Report }) {
  const verdict = verdictOfRun(run);
  const issues = placeIssues(report, verdict?.issues ?? []);
  const readable = useMemo(() => readableText(report.metrics), [report.metrics]);
  const unsupported = (section: number | null) =>
    report.unsupported.filter((one) => one.section === section);
  return (
    <Section title={report.title}>
      <Origin run={run} />
      <Verdict
        kind={verdictKind(verdict)}
        isOpen={run.endedAt === null}
        issues={issues.elsewhere}
      />
      <Prose
        text={report.summary}
        language={run.language}
        issues={issues.summary}
        readable={readable}
        unsupported={unsupported(null)}
      />
      <Charts series={report.series} />
      {report.sections.map(({ title, text }, i) => (
        <Prose
          key={i}
          title={title}
          text={text}
          language={run.language}
          issues={issues.sections[i] ?? []}
          readable={readable}
          unsupported={unsupported(i)}
        />
      ))}
      <Figures metrics={report.metrics} />
      <Missing report={report} verdict={verdict} />
      <Sources sources={report.sources} />
      <FollowUps questions={report.followUps} run={run} />
      <p className={css["foot"]}>
        {run.emulated ? words.byEmulator : words.byModel} {words.noAdvice}
      </p>
    </Section>
  );
}

/** A warning for readers of a report whose text or prices are not real. */
function Origin({ run: { emulated, sampleMarketData } }: { run: Run }) {
  if (!emulated && !sampleMarketData) return null;
  return (
    <Notice>
      {[emulated && words.emulated, sampleMarketData && words.sampled].filter(Boolean).join(" ")}
    </Notice>
  );
}
