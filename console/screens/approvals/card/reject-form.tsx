import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { TextArea } from "../../../ui/field.tsx";
import css from "./approval-card.module.css";

/** Asks for the reason of a rejection, which the model receives. Escape goes back. */
export function RejectForm(
  { isBusy, onReject, onCancel }: {
    isBusy: boolean;
    onReject: (reason: string) => void;
    onCancel: () => void;
  },
) {
  const [reason, setReason] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== "" && !isBusy) onReject(reason.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
  };
  return (
    <form className={css["reject"]} onSubmit={submit} onKeyDown={onKeyDown}>
      <TextArea
        ref={field}
        label="Why not? The model receives this reason"
        rows={2}
        maxLength={10_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={css["actions"]}>
        <Button
          {...{ type: "submit", kind: "danger", icon: "cross", isBusy }}
          disabled={reason.trim() === ""}
        >
          Reject
        </Button>
        <Button onClick={onCancel}>Back</Button>
      </div>
    </form>
  );
}
