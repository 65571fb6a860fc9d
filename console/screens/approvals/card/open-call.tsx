import { useState } from "react";
import { useCan } from "../../../api/viewer.tsx";
import { type ArgumentDraft, readDraft } from "./argument-draft.ts";
import { argumentFields } from "./argument-fields.ts";
import { argumentsLine } from "./arguments-line.ts";
import { ArgumentsForm } from "./arguments-form.tsx";
import type { LiveApproval, toolOf } from "./card-approval.ts";
import { CardActions } from "./card-actions.tsx";
import { Countdown } from "./countdown.tsx";
import { placeFaults } from "./field-faults.ts";
import type { Decision } from "./use-decision.ts";
import { useFocusStays } from "./use-focus-stays.ts";
import css from "./approval-card.module.css";

/** A call that waits: its arguments, what the time-out does, and the decision. */
export function OpenCall(
  { approval, tool, isRead, decision, onLater, onDecided }: {
    approval: LiveApproval;
    tool: ReturnType<typeof toolOf>;
    /** False: the tool's schema may still arrive, so there is no form yet. */
    isRead: boolean;
    decision: Decision;
    onLater: (() => void) | undefined;
    onDecided: (() => void) | undefined;
  },
) {
  const can = useCan();
  const [draft, setDraft] = useState<ArgumentDraft>({});
  const { proposedArguments } = approval;
  const isHidden = proposedArguments === null;
  const fields = isHidden || !isRead ? [] : argumentFields(tool?.inputSchema, proposedArguments);
  const read = readDraft(fields, draft);
  const refused = placeFaults(fields, (decision.fault?.issues ?? []).map(({ message }) => message));
  const faults = { ...refused.byField, ...read.faults };
  const part = useFocusStays<HTMLDivElement>();
  return (
    <div ref={part} className={css["open"]}>
      {isHidden && (
        <p>The arguments are hidden: you lack the scope to read this conversation in detail.</p>
      )}
      {!isHidden && !isRead && <code>{argumentsLine(proposedArguments)}</code>}
      {!isHidden && isRead && (
        <ArgumentsForm
          {...{ fields, draft, faults }}
          others={refused.others}
          isReadOnly={!can("approvals:edit") || !can("approvals:decide")}
          onChange={(key, text) => setDraft((before) => ({ ...before, [key]: text }))}
          onReset={read.isChanged ? () => setDraft({}) : null}
        />
      )}
      <Countdown approval={approval} />
      <CardActions {...{ decision, read, onLater, onDecided }} />
    </div>
  );
}
