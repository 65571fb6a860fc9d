import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Checkbox, TextField } from "../../../ui/field.tsx";
import list from "../../../ui/list.module.css";
import { Status } from "../../../ui/status.tsx";
import { type CardDetails, type LiveApproval, nameOf } from "../card/card-approval.ts";
import { argumentsLine } from "../card/arguments-line.ts";
import { type BatchResult, useBatch } from "./use-batch.ts";

/** Decides on several calls of one tool with one confirmation; each call shows its result. */
export function BatchDialog(
  { tool, approvals, detailsOf, onSettled, onClose }: {
    tool: string;
    approvals: readonly LiveApproval[];
    detailsOf: (id: string) => CardDetails;
    onSettled: () => void;
    onClose: () => void;
  },
) {
  const { results, isRunning, run } = useBatch(onSettled);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState("");
  const chosen = approvals.filter((approval) => !left.has(approval.id) && !isTooLong(approval));
  const open = chosen.filter(({ id }) => !results.has(id) || results.get(id)?.status === "FAILED");
  const toggle = (id: string) =>
    setLeft((before) => new Set(before).symmetricDifference(new Set([id])));
  const isDone = open.length === 0 && results.size > 0;
  const actions = !isDone && (
    <>
      <Button
        {...{ kind: "primary", icon: "check", isBusy: isRunning }}
        disabled={open.length === 0}
        onClick={() => void run(open, { approve: {} })}
      >
        Approve {open.length}
      </Button>
      <Button
        {...{ kind: "danger", icon: "cross", isBusy: isRunning }}
        disabled={open.length === 0 || reason.trim() === ""}
        onClick={() => void run(open, { reject: { reason: reason.trim() } })}
      >
        Reject {open.length}
      </Button>
    </>
  );
  return (
    <Dialog title={`Calls of ${tool}`} isOpen onClose={onClose} actions={actions}>
      <ul className={list["list"]}>
        {approvals.map((approval) => (
          <li key={approval.id} className={list["row"]}>
            <Checkbox
              label={<BatchCall approval={approval} details={detailsOf(approval.id)} />}
              checked={!left.has(approval.id) && !isTooLong(approval)}
              disabled={isRunning || isTooLong(approval) || results.has(approval.id)}
              onChange={() => toggle(approval.id)}
            />
            <BatchOutcome result={results.get(approval.id)} />
          </li>
        ))}
      </ul>
      {!isDone && (
        <TextField
          label="Reason, to reject: the model receives it"
          maxLength={10_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </Dialog>
  );
}

/** Longest arguments that are decided on in a list, in characters: all of them are shown, so that nothing is approved unseen. */
const longest = 2_000;

const isTooLong = ({ proposedArguments }: LiveApproval): boolean =>
  (argumentsLine(proposedArguments, longest)?.length ?? 0) > longest;

function BatchOutcome({ result }: { result: BatchResult | undefined }) {
  return result ? <Status value={result.status} word={result.words} /> : null;
}

function BatchCall({ approval, details }: { approval: LiveApproval; details: CardDetails }) {
  const conversation = details?.context.conversation;
  return (
    <span>
      <code>{argumentsLine(approval.proposedArguments, longest) ?? "arguments are hidden"}</code>
      {isTooLong(approval) && " (decide on its card: its arguments are too long for this list)"}
      {" "}
      {conversation && <span className={list["muted"]}>in {nameOf(conversation)}</span>}
    </span>
  );
}
