import type { Conversation } from "@tramontane/react";
import { type FormEvent, type KeyboardEvent, memo, useRef, useState } from "react";
import { useAccount } from "../../../api/viewer.tsx";
import { useShortcuts } from "../../../app/shortcuts.ts";
import { Button } from "../../../ui/button.tsx";
import { TextArea } from "../../../ui/field.tsx";
import { useAnnounce } from "../../../ui/announcer.tsx";
import type { WhenBusy } from "./busy.ts";
import { BusyField } from "./busy-field.tsx";
import { readDraft, writeDraft } from "./draft.ts";
import css from "./composer.module.css";

interface Props {
  id: string;
  /** True: a turn is open. */
  isBusy: boolean;
  send: Conversation["send"];
  /** Null: the viewer may not. */
  cancel: Conversation["cancel"] | null;
}

/** The field of a message. It is not rendered for what the conversation does, so that typing stays quick. */
export const MessageForm = memo(function MessageForm({ id, isBusy, send, cancel }: Props) {
  const place = { account: useAccount() ?? "", conversationId: id };
  const [text, setText] = useState(() => readDraft(sessionStorage, place));
  const [whenBusy, setWhenBusy] = useState<WhenBusy>("ENQUEUE");
  const announce = useAnnounce();
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useShortcuts({ m: () => field.current?.focus() });
  const change = (next: string) => {
    setText(next);
    writeDraft(sessionStorage, place, next);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    change("");
    setWhenBusy("ENQUEUE");
    const result = await send(text, isBusy ? { whenBusy } : {});
    announce(result.ok ? "The message was accepted." : `Not sent: ${result.fault.message}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  return (
    <form ref={form} className={css["form"]} onSubmit={(event) => void submit(event)}>
      {isBusy && <BusyField value={whenBusy} onChange={setWhenBusy} />}
      <div className={css["line"]}>
        <div className={css["grow"]}>
          <TextArea
            ref={field}
            label="Message"
            isLabelHidden
            placeholder="Message (Enter sends it)"
            rows={1}
            className={css["text"]}
            value={text}
            onChange={({ target }) => change(target.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <Button type="submit" kind="primary" icon="right">Send</Button>
        {isBusy && cancel && <CancelButton cancel={cancel} />}
      </div>
    </form>
  );
});

function CancelButton({ cancel }: { cancel: Conversation["cancel"] }) {
  const announce = useAnnounce();
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    const result = await cancel();
    setBusy(false);
    announce(result.ok ? "The turn is cancelled." : `Not cancelled: ${result.fault.message}`);
  };
  return <Button icon="stop" isBusy={isBusy} onClick={() => void run()}>Cancel turn</Button>;
}
