import { useViewer } from "../../../api/viewer.tsx";
import { Ago } from "../../../ui/time.tsx";
import list from "../../../ui/list.module.css";
import { editedArguments } from "../history/edited-arguments.ts";
import { argumentsLine } from "./arguments-line.ts";
import type { CardDetails, LiveApproval } from "./card-approval.ts";
import { deciderWords } from "./decision-words.ts";

const words: Readonly<Record<string, string>> = {
  APPROVED: "Approved",
  REJECTED: "Rejected",
  DECIDED: "Decided",
  WITHDRAWN: "Withdrawn: the turn ended before a decision,",
};

/** The verdict on a call: who gave it, when and why. */
export function DecidedCall(
  { approval, verdict, details }: {
    approval: LiveApproval;
    verdict: string;
    details: CardDetails;
  },
) {
  const subject = useViewer()?.viewer.subject;
  const decider = verdict === "WITHDRAWN" ? "" : deciderWords(details?.decidedBy, subject);
  const line = argumentsLine(approval.proposedArguments);
  const edits = argumentsLine(details ? editedArguments(details) : null);
  return (
    <div>
      <p>
        {words[verdict] ?? verdict} {decider}{" "}
        {approval.decidedAt && <Ago at={approval.decidedAt} />}
      </p>
      {line && <code>{line}</code>}
      {edits && (
        <p>
          Executed with edits: <code>{edits}</code>
        </p>
      )}
      {approval.reason && <p className={list["muted"]}>Reason: {approval.reason}</p>}
    </div>
  );
}
