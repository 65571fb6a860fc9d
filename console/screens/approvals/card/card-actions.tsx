import { useState } from "react";
import { useCan } from "../../../api/viewer.tsx";
import { Button } from "../../../ui/button.tsx";
import list from "../../../ui/list.module.css";
import type { ReadDraft } from "./argument-draft.ts";
import { RejectForm } from "./reject-form.tsx";
import type { Decision, DecisionInput } from "./use-decision.ts";
import css from "./approval-card.module.css";

/** The buttons of a card. Without the scope to decide there are none. */
export function CardActions(
  { decision, read, onLater, onDecided }: {
    decision: Decision;
    read: ReadDraft;
    onLater: (() => void) | undefined;
    onDecided: (() => void) | undefined;
  },
) {
  const can = useCan();
  const [isRejecting, setRejecting] = useState(false);
  if (!can("approvals:decide")) {
    return <p className={list["muted"]}>You may read approvals, but not decide.</p>;
  }
  const decide = async (verdict: DecisionInput) => {
    if (await decision.decide(verdict)) onDecided?.();
  };
  const edits = read.isChanged ? { arguments: read.arguments } : {};
  const hasFault = Object.keys(read.faults).length > 0;
  const approve = (always: boolean) => {
    if (!hasFault) void decide({ approve: { ...edits, always } });
  };
  if (isRejecting) {
    return (
      <RejectForm
        isBusy={decision.isRunning}
        onReject={(reason) => void decide({ reject: { reason } })}
        onCancel={() => setRejecting(false)}
      />
    );
  }
  return (
    <div className={css["actions"]}>
      <Button
        {...{ kind: "primary", icon: "check", isBusy: decision.isRunning, "data-key": "a" }}
        disabled={hasFault}
        onClick={() => approve(false)}
      >
        {read.isChanged ? "Approve with edits" : "Approve once"}
      </Button>
      {can("approvals:standing") && !read.isChanged && (
        <Button
          isBusy={decision.isRunning}
          title="Approves this call and all further calls of this tool in this conversation"
          onClick={() => approve(true)}
        >
          Approve always here
        </Button>
      )}
      <Button
        {...{ kind: "danger", icon: "cross", isBusy: decision.isRunning, "data-key": "x" }}
        onClick={() => setRejecting(true)}
      >
        Reject…
      </Button>
      {onLater && <Button kind="plain" onClick={onLater}>Not now</Button>}
    </div>
  );
}
