import { Link } from "wouter";
import { links } from "../../../app/links.ts";
import { cost, count } from "../../../ui/format.ts";
import { Notice } from "../../../ui/notice.tsx";
import { Status } from "../../../ui/status.tsx";
import { Ago } from "../../../ui/time.tsx";
import { Values } from "../../../ui/values.tsx";
import { reportId, type Run } from "../report/report-types.ts";
import { budgetText } from "./budget-text.ts";
import { RunTime } from "./run-time.tsx";
import { Symbols } from "./symbols.tsx";
import { Verified } from "./verified.tsx";
import css from "./run.module.css";

/** What a run is about, what it cost, and what its report is worth. */
export function RunHead({ run, status, isCut }: { run: Run; status: string; isCut: boolean }) {
  const { usage, failure, forkedFrom } = run;
  return (
    <div className={css["head"]}>
      {isCut && <p className={css["question"]}>{run.question}</p>}
      <p className={css["badges"]}>
        <Status value={status} />
        {status === "COMPLETED" && <Verified isVerified={run.verified} />}
        {run.emulated && <Status value="EMULATED" />}
        {run.sampleMarketData && <Status value="SAMPLE_DATA" />}
        {run.report && <a href={`#${reportId}`}>Read the report</a>}
      </p>
      {failure && <Notice kind="fault">{failure.message}</Notice>}
      <Symbols symbols={run.resolvedSymbols} />
      <Values
        values={{
          Started: <Ago at={run.createdAt} />,
          Time: <RunTime from={run.createdAt} to={run.endedAt} />,
          Cost: usage && cost(usage.cost?.amount),
          "Model calls": usage && count(usage.modelCalls),
          "Tool calls": usage && count(usage.toolCalls),
          Tokens: usage && `${count(usage.inputTokens)} read, ${count(usage.outputTokens)} written`,
          Limits: budgetText(run.budget),
          Language: run.language,
          "Repeats": forkedFrom && (
            <Link href={links.research(forkedFrom.research.id, { phase: forkedFrom.id })}>
              another run from “{forkedFrom.name}” on
            </Link>
          ),
        }}
      />
    </div>
  );
}
