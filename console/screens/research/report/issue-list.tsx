import type { Issue } from "./report-types.ts";
import { words } from "./words.ts";
import css from "./report.module.css";

/** What the verifier objects to: the claim, and what is wrong with it. */
export function IssueList({ issues }: { issues: readonly Issue[] }) {
  return (
    <div className={css["note"]}>
      <p className={css["noteTitle"]}>{words.issues}</p>
      <ul>
        {issues.map(({ claim, problem }, i) => (
          <li key={i}>
            <q>{claim}</q> {problem}
          </li>
        ))}
      </ul>
    </div>
  );
}
