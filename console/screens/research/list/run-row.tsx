import { Link } from "wouter";
import { links } from "../../../app/links.ts";
import { cost } from "../../../ui/format.ts";
import { Status } from "../../../ui/status.tsx";
import { Ago } from "../../../ui/time.tsx";
import list from "../../../ui/list.module.css";
import { RunTime } from "../run/run-time.tsx";
import { Verified } from "../run/verified.tsx";
import css from "./list.module.css";
import type { ConsoleResearchRunsQuery } from "./list.generated.ts";

/** A run of the list. */
export type ListedRun = NonNullable<ConsoleResearchRunsQuery["researchRuns"]>["nodes"][number];

/** A run in the list: its question, symbols, state, verdict, time and cost. */
export function RunRow({ run }: { run: ListedRun }) {
  const symbols = run.resolvedSymbols.map(({ symbol, known }) =>
    known === false ? `${symbol} (unknown)` : symbol
  );
  return (
    <li className={list["row"]}>
      <Status value={run.status} />
      <div className={list["name"]}>
        <Link href={links.research(run.id)} className={css["question"]} data-row>
          {run.question}
        </Link>
        <p className={list["muted"]}>
          {symbols.length > 0 && <>{symbols.join(", ")} ·{" "}</>}
          started <Ago at={run.createdAt} /> · <RunTime from={run.createdAt} to={run.endedAt} />
          {run.usage && <>{" "}· {cost(run.usage.cost?.amount)}</>}
          {run.emulated && <>{" "}· emulated</>}
          {run.sampleMarketData && <>{" "}· sample data</>}
        </p>
      </div>
      {run.status === "COMPLETED" && <Verified isVerified={run.verified} />}
    </li>
  );
}
