import type { StoreApproval } from "@tramontane/client/store";
import type { Conversation } from "@tramontane/react";
import { type SubmitEvent, useState } from "react";

interface Properties extends Pick<Conversation, "decide"> {
  name: string;
  approval: StoreApproval;
}

/** Asks whether a call may be made, with these arguments or changed ones. */
export function ApprovalForm({ name, approval, decide }: Properties) {
  const proposed = JSON.stringify(approval.proposedArguments, null, 2);
  const [fault, setFault] = useState<string | null>(null);
  const say = async (form: FormData, isApproved: boolean) => {
    const [written, reason] = [String(form.get("arguments")), String(form.get("reason"))];
    const edited = written.trim() === proposed ? undefined : parsed(written);
    if (isApproved && edited === null) return setFault("The arguments are not valid JSON.");
    const result = await decide(
      approval,
      isApproved
        ? { approve: { arguments: edited } }
        : { reject: { reason: reason || "Rejected." } },
    );
    setFault(result.ok ? null : result.fault.issues?.[0]?.message ?? result.fault.message);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent;
    say(new FormData(event.currentTarget), submitter?.getAttribute("value") === "approve");
  };
  return (
    <form className="approval" onSubmit={submit}>
      <label>
        May the agent call <b>{name}</b> with these arguments? You can change them.
        <textarea name="arguments" rows={4} spellCheck={false} defaultValue={proposed} />
      </label>
      {fault && <p role="alert">{fault}</p>}
      <div className="row">
        <button type="submit" value="approve" className="primary">Approve</button>
        <input name="reason" aria-label="Reason for a rejection" placeholder="Reason" />
        <button type="submit">Reject</button>
      </div>
    </form>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
