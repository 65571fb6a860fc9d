import type { Conversation } from "@tramontane/react";
import type { ConversationEntry } from "@tramontane/client/store";
import { type FormEvent, useId, useState } from "react";
import { useLocation } from "wouter";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { useMutation } from "../../../api/use-mutation.ts";
import { links } from "../../../app/links.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Select, TextArea } from "../../../ui/field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { consoleForkConversation, consoleForkVersions } from "./actions.generated.ts";
import css from "./actions.module.css";

/** Asks how to go on from an entry in a new conversation. `entry` null: the dialog is closed. */
export function ForkDialog(
  { conversation, entry, onClose }: {
    conversation: Conversation;
    entry: ConversationEntry | null;
    onClose: () => void;
  },
) {
  const formId = useId();
  return (
    <Dialog
      title="Fork from here"
      isOpen={entry !== null}
      onClose={onClose}
      actions={<Button type="submit" form={formId} kind="primary" icon="fork">Fork</Button>}
    >
      {entry && (
        <ForkForm formId={formId} conversation={conversation} entry={entry} onDone={onClose} />
      )}
    </Dialog>
  );
}

function ForkForm(
  { formId, conversation: { agent }, entry, onDone }: {
    formId: string;
    conversation: Conversation;
    entry: ConversationEntry;
    onDone: () => void;
  },
) {
  const [version, setVersion] = useState("");
  const [text, setText] = useState("");
  const [, navigate] = useLocation();
  const { run, fault, isRunning } = useMutation(consoleForkConversation);
  const { data } = useApiQuery(consoleForkVersions, { name: agent?.name ?? "" }, { pause: !agent });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isRunning) return;
    const answer = await run({
      entryId: entry.id,
      content: text.trim() === "" ? null : [{ text }],
      version: version === "" ? null : { number: Number(version) },
      onBehalfOf: null,
    });
    if (!answer.ok) return;
    onDone();
    navigate(links.conversation(answer.value.conversation.id));
  };
  return (
    <form id={formId} className={css["form"]} onSubmit={(event) => void submit(event)}>
      <p>
        A new conversation shares all entries up to and including this one. This one stays as it is.
      </p>
      <Select
        label="Version of the agent"
        value={version}
        onChange={({ target }) => setVersion(target.value)}
      >
        <option value="">{`The same: ${agent?.name}@${agent?.version}`}</option>
        {data?.agent?.versions?.nodes.map(({ id, number, note }) => (
          <option key={id} value={number}>
            {`${agent?.name}@${number}${note ? ` (${note})` : ""}`}
          </option>
        ))}
      </Select>
      <TextArea
        label="First message (optional)"
        rows={3}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {fault && <Notice kind="fault">{fault.message}</Notice>}
    </form>
  );
}
