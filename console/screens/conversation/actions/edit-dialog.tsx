import { type FormEvent, useId, useState } from "react";
import { useMutation } from "../../../api/use-mutation.ts";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import type { ConversationDetails } from "../use-details.ts";
import { consoleUpdateConversation } from "./actions.generated.ts";
import { labelsOf } from "./labels.ts";
import css from "./actions.module.css";

interface Props {
  details: ConversationDetails;
  isOpen: boolean;
  onClose: () => void;
}

/** Changes the title and the labels. */
export function EditDialog(props: Props) {
  const formId = useId();
  return (
    <Dialog
      title="Title and labels"
      isOpen={props.isOpen}
      onClose={props.onClose}
      actions={<Button type="submit" form={formId} kind="primary">Save</Button>}
    >
      <EditForm {...props} formId={formId} />
    </Dialog>
  );
}

function EditForm({ details, onClose, formId }: Props & { formId: string }) {
  const [title, setTitle] = useState(details.title ?? "");
  const [labels, setLabels] = useState(details.labels.join(", "));
  const announce = useAnnounce();
  const { run, fault, isRunning } = useMutation(consoleUpdateConversation);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isRunning) return;
    const answer = await run({
      conversationId: details.id,
      title: title.trim() === "" ? null : title.trim(),
      labels: labelsOf(labels),
    });
    if (!answer.ok) return;
    announce("Saved the title and the labels.");
    onClose();
  };
  return (
    <form id={formId} className={css["form"]} onSubmit={(event) => void submit(event)}>
      <TextField
        label="Title"
        maxLength={200}
        value={title}
        onChange={({ target }) => setTitle(target.value)}
      />
      <TextField
        label="Labels"
        hint="Separated by commas, at most 20."
        value={labels}
        onChange={({ target }) => setLabels(target.value)}
      />
      {fault && <Notice kind="fault">{fault.message}</Notice>}
      {fault?.issues.map(({ message }) => <Notice key={message} kind="fault">{message}</Notice>)}
    </form>
  );
}
