import { listedGaps } from "../../../../protocol/research/report/gaps-of.ts";
import type { Report, Verification } from "./report-types.ts";
import { words } from "./words.ts";
import css from "./report.module.css";

/** What the check found missing in the report. */
export function Missing({ report, verdict }: { report: Report; verdict: Verification | null }) {
  const gaps = listedGaps({ report, verdict });
  if (gaps.length === 0) return null;
  return (
    <div className={css["part"]}>
      <h3>{words.missing}</h3>
      <ul className={css["items"]}>
        {gaps.map(({ kind, subject, message }) => (
          <li key={`${kind} ${subject}`}>
            <b>{words.gapOf[kind]}: {subject}</b> {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
