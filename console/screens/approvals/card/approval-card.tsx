import { useId } from "react";
import { Status } from "../../../ui/status.tsx";
import { classes } from "../../../ui/classes.ts";
import { Guarded } from "../../../ui/guarded.tsx";
import { Notice } from "../../../ui/notice.tsx";
import list from "../../../ui/list.module.css";
import { type CardDetails, latest, type LiveApproval, toolOf } from "./card-approval.ts";
import { CardOrigin } from "./card-origin.tsx";
import { DecidedCall } from "./decided-call.tsx";
import { LastMessage } from "./last-message.tsx";
import { OpenCall } from "./open-call.tsx";
import { ToolHints } from "./tool-hints.tsx";
import { useDecision } from "./use-decision.ts";
import css from "./approval-card.module.css";

/** Properties of a card. */
export interface ApprovalCardProps {
  approval: LiveApproval;
  /** What `useCardDetails` reads; undefined: not read yet. */
  details: CardDetails;
  /** True: it does not wait any more, and the details may not show it yet. */
  hasLeft?: boolean;
  /** Its state at the API may have changed: read the details again. */
  onSettled: () => void;
  /** True: in the transcript of its conversation, which shows where it comes from. */
  isInline?: boolean;
  /** Puts the approval aside on this page; absent: there is no such button. */
  onLater?: (() => void) | undefined;
  /** The verdict of this page holds: the focus may go to the next card. */
  onDecided?: (() => void) | undefined;
}

/**
 * An approval: which tool waits and why, its arguments as a form, and the decision. Once there is a verdict, here or
 * elsewhere, it shows who gave it.
 */
export function ApprovalCard(props: ApprovalCardProps) {
  return (
    <Guarded
      instead={(error) => (
        <Notice kind="fault">
          The approval {props.approval.id} could not be shown: {String(error)}
        </Notice>
      )}
    >
      <Card {...props} />
    </Guarded>
  );
}

function Card(
  { approval, details, onSettled, isInline = false, hasLeft = false, onLater, onDecided }:
    ApprovalCardProps,
) {
  const titleId = useId();
  const decision = useDecision(approval, onSettled);
  const now = latest(approval, details);
  const undecided = hasLeft ? "DECIDED" : "PENDING";
  const verdict = now.verdict === "PENDING" ? decision.given ?? undecided : now.verdict;
  const tool = toolOf(details);
  const call = now.toolCall;
  const Heading = isInline ? "h3" : "h2";
  return (
    <article
      className={classes(list["card"], css["card"])}
      aria-labelledby={titleId}
      tabIndex={-1}
      data-approval={approval.id}
      data-verdict={verdict}
    >
      <header className={css["head"]}>
        <Heading id={titleId} className={css["title"]}>
          {tool?.title ?? call?.name ?? tool?.name ?? "A call that you may not read"}
        </Heading>
        {call && <code className={list["muted"]}>{call.server}.{call.name}</code>}
        <Status value={verdict} word={verdict === "PENDING" ? "waits for a decision" : undefined} />
      </header>
      {!isInline && <CardOrigin details={details} />}
      {verdict === "PENDING" && <ToolHints tool={tool} />}
      {verdict === "PENDING" && !isInline && <LastMessage details={details} />}
      {verdict === "PENDING"
        ? <OpenCall {...{ approval, tool, decision, onLater, onDecided }} isRead={!!details} />
        : <DecidedCall approval={now} verdict={verdict} details={details} />}
      {decision.fault && verdict === "PENDING" && decision.fault.code !== "VALIDATION" && (
        <Notice kind="fault">{decision.fault.message}</Notice>
      )}
    </article>
  );
}
