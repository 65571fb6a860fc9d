import { useResearch } from "@tramontane/react";
import { Link } from "wouter";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { useKept } from "../../../api/use-kept.ts";
import { links } from "../../../app/links.ts";
import { KeptData } from "../../../ui/kept.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
import { reportId } from "../report/report-types.ts";
import { ReportView } from "../report/report.tsx";
import { Board } from "./board.tsx";
import { CancelRun } from "./cancel-run.tsx";
import { Downloads } from "./downloads.tsx";
import { consoleResearchRun } from "./run.generated.ts";
import { RunHead } from "./run-head.tsx";
import { useFreshLinks } from "./use-fresh-links.ts";
import { useRunChanges } from "./use-run-changes.ts";

/** Longest title of the page, in characters; the whole question is below it. */
const longestTitle = 120;

/** A run: its phases as they work, then its report. */
export function RunScreen({ id }: { id: string }) {
  const live = useResearch(id);
  const query = useApiQuery(consoleResearchRun, { id });
  const { data, at, isStale } = useKept(id, query);
  const { isLoading, refetch } = query;
  useRunChanges(live, refetch);
  useFreshLinks(data?.researchRun?.report?.downloads ?? [], refetch);
  const run = data?.researchRun;
  const fault = query.fault ?? live.fault?.message ?? null;
  const isMissing = live.status === "MISSING" || run === null;
  const question = run?.question ?? "Research";
  const title = question.length > longestTitle
    ? `${question.slice(0, longestTitle).toWellFormed()}…`
    : question;
  return (
    <Page
      title={isMissing ? "No such run" : title}
      above={<Link href={links.research()}>All research</Link>}
      actions={
        <>
          {run?.report && <Downloads files={run.report.downloads} />}
          <CancelRun run={live} />
        </>
      }
    >
      {isMissing && (
        <Notice>
          There is no run with this id, or you may not read it. It may have been erased.
        </Notice>
      )}
      {isLoading && <Loading what="the run" />}
      {!run && fault !== null && <Notice kind="fault">{fault}</Notice>}
      {run && (
        <KeptData at={at} isStale={isStale || live.fault !== null} fault={fault}>
          <RunHead run={run} status={live.run?.status ?? run.status} isCut={title !== question} />
          <Board phases={live.phases} isOver={run.endedAt !== null} />
          {run.report && (
            <div id={reportId} tabIndex={-1}>
              <ReportView run={run} report={run.report} />
            </div>
          )}
        </KeptData>
      )}
    </Page>
  );
}
