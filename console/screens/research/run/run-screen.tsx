import { useResearch } from "@tramontane/react";
import { Link } from "wouter";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { links } from "../../../app/links.ts";
import { Loading } from "../../../ui/loading.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Page } from "../../../ui/page.tsx";
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
  const { data, isLoading, fault, refetch } = useApiQuery(consoleResearchRun, { id });
  useRunChanges(live, refetch);
  useFreshLinks(data?.researchRun?.report?.downloads ?? [], refetch);
  const run = data?.researchRun;
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
      {fault && <Notice kind="fault">{fault}</Notice>}
      {live.fault && <Notice kind="fault">{live.fault.message}</Notice>}
      {isLoading && <Loading what="the run" />}
      {run && (
        <>
          <RunHead run={run} status={live.run?.status ?? run.status} isCut={title !== question} />
          <Board phases={live.phases} isOver={run.endedAt !== null} />
          {run.report && <ReportView run={run} report={run.report} />}
        </>
      )}
    </Page>
  );
}
