import { type FormEvent, useId, useState } from "react";
import { useLocation } from "wouter";
import { useMutation } from "../../../api/use-mutation.ts";
import { links } from "../../../app/links.ts";
import { useAnnounce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { consoleCloseConversation } from "./actions.generated.ts";
import css from "./actions.module.css";

interface Props {
  id: string;
  /** Null: it has none, and a word is typed instead. */
  title: string | null;
  isOpen: boolean;
  onClose: () => void;
}

/** Erases a conversation's content after its title was typed: it cannot be undone. */
export function EraseDialog(props: Props) {
  const formId = useId();
  return (
    <Dialog
      title="Erase the conversation"
      isOpen={props.isOpen}
      onClose={props.onClose}
      actions={
        <Button type="submit" form={formId} kind="danger" icon="cross">Erase for good</Button>
      }
    >
      <EraseForm {...props} formId={formId} />
    </Dialog>
  );
}

function EraseForm({ id, title, onClose, formId }: Props & { formId: string }) {
  const phrase = title ?? "erase";
  const [typed, setTyped] = useState("");
  const [hint, setHint] = useState<string | null>(null);
  const [, navigate] = useLocation();
  const announce = useAnnounce();
  const { run, fault, isRunning } = useMutation(consoleCloseConversation);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isRunning) return;
    if (typed.trim() !== phrase.trim()) return setHint(`This is not “${phrase}”.`);
    const answer = await run({ conversationId: id, erase: true });
    if (!answer.ok) return;
    announce("The conversation is closed, and its content is being erased.");
    onClose();
    navigate(links.conversations);
  };
  return (
    <form id={formId} className={css["form"]} onSubmit={(event) => void submit(event)}>
      <p>
        Its messages, tool calls and files are erased, here and at Mistral. Ids, counts and dates
        stay. This cannot be undone.
      </p>
      <TextField
        label={title === null
          ? `Type “${phrase}” to confirm`
          : `Type the title to confirm: ${title}`}
        value={typed}
        fault={hint}
        autoComplete="off"
        onChange={({ target }) => {
          setTyped(target.value);
          setHint(null);
        }}
      />
      {fault && <Notice kind="fault">{fault.message}</Notice>}
    </form>
  );
}
