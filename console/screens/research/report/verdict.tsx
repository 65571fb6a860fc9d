import type { VerdictKind } from "../../../../protocol/research/report/verdict-kind.ts";
import { classes } from "../../../ui/classes.ts";
import { Icon } from "../../../ui/icon.tsx";
import { IssueList } from "./issue-list.tsx";
import type { Issue } from "./report-types.ts";
import { words } from "./words.ts";
import css from "./report.module.css";

/** What check and verifier say of the report, and the objections that are to no part of it. */
export function Verdict(
  { kind, isOpen, issues }: { kind: VerdictKind; isOpen: boolean; issues: readonly Issue[] },
) {
  const isVerified = kind === "verified";
  const text = isOpen && kind === "notVerified"
    ? "Not verified: the verifier has not finished."
    : words[kind];
  return (
    <div className={classes(css["verdict"], isVerified ? css["good"] : css["open"])}>
      <p className={css["says"]}>
        <Icon name={isVerified ? "check" : "warn"} />
        {text}
      </p>
      {issues.length > 0 && <IssueList issues={issues} />}
    </div>
  );
}
