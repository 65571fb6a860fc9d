import { Link } from "wouter";
import { links } from "../../../app/links.ts";
import { useViewer } from "../../../api/viewer.tsx";
import list from "../../../ui/list.module.css";
import { Status } from "../../../ui/status.tsx";
import { Ago } from "../../../ui/time.tsx";
import { argumentsLine } from "../card/arguments-line.ts";
import { nameOf } from "../card/card-approval.ts";
import { deciderWords } from "../card/decision-words.ts";
import { editedArguments } from "./edited-arguments.ts";
import type { DecidedApprovalFragment } from "./history.generated.ts";

/** A decision: its verdict, the call, who decided, why, and with which changes. */
export function HistoryRow({ approval }: { approval: DecidedApprovalFragment }) {
  const { verdict, decidedAt, decidedBy, reason, toolCall, proposedArguments } = approval;
  const subject = useViewer()?.viewer.subject;
  const edits = argumentsLine(editedArguments(approval));
  const decider = verdict === "WITHDRAWN" ? "" : deciderWords(decidedBy, subject);
  return (
    <li className={list["row"]}>
      <Status value={verdict} />
      <div className={list["name"]}>
        <strong>
          {toolCall ? `${toolCall.server}.${toolCall.name}` : "A call that you may not read"}
        </strong>{" "}
        <code>{argumentsLine(proposedArguments) ?? "arguments are hidden"}</code>
        {edits && (
          <p>
            Executed with edits: <code>{edits}</code>
          </p>
        )}
        {reason && <p className={list["muted"]}>Reason: {reason}</p>}
        <Origin approval={approval} />
      </div>
      <span className={list["muted"]}>
        {decider} {decidedAt && <Ago at={decidedAt} />}
      </span>
    </li>
  );
}

function Origin({ approval: { context, toolCall } }: { approval: DecidedApprovalFragment }) {
  const { agentVersion: { number, agent }, conversation } = context;
  return (
    <p className={list["muted"]}>
      {agent.name}@{number} {conversation && (
        <>
          in{" "}
          <Link
            data-row=""
            href={links.conversation(conversation.id, {
              turn: toolCall?.turn.number,
              entry: toolCall?.id,
            })}
          >
            {nameOf(conversation)}
          </Link>
        </>
      )}
    </p>
  );
}
