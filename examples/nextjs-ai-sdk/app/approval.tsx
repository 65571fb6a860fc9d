import type { ChatAddToolApproveResponseFunction } from "ai";
import { useId, useState } from "react";

/** What decides about a call. */
export type Decide = ChatAddToolApproveResponseFunction;

/** A call that waits: it is approved, also with other arguments, or rejected. */
export function Approval(
  { id, proposed, decide }: { id: string; proposed: unknown; decide: Decide },
) {
  const shown = JSON.stringify(proposed, null, 2);
  const [text, setText] = useState(shown);
  const [fault, setFault] = useState("");
  const label = useId();
  const approve = () => {
    const edited = parsed(text);
    if (edited === undefined) return setFault("The arguments are no JSON.");
    const body = { approvals: text === shown ? {} : { [id]: { arguments: edited } } };
    decide({ id, approved: true, options: { body } });
  };
  return (
    <div className="approval">
      <label htmlFor={label}>Arguments of the call</label>
      <textarea
        id={label}
        rows={4}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {fault && <p role="alert">{fault}</p>}
      <button type="button" onClick={approve}>Approve</button>
      <button type="button" className="quiet" onClick={() => decide({ id, approved: false })}>
        Reject
      </button>
    </div>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
