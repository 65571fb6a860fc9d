import type { ChatStatus } from "ai";
import { type FormEvent, useState } from "react";

interface Props {
  status: ChatStatus;
  send: (text: string) => void;
  stop: () => void;
  regenerate: (() => void) | undefined;
}

/** Where a message is written, and a running answer is stopped. */
export function Composer({ status, send, stop, regenerate }: Props) {
  const [text, setText] = useState("");
  const isBusy = status === "submitted" || status === "streaming";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    send(text);
    setText("");
  };
  return (
    <form onSubmit={submit}>
      <label htmlFor="message">Message</label>
      <textarea
        id="message"
        rows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey) submit(event);
        }}
      />
      {isBusy
        ? <button type="button" onClick={stop}>Stop</button>
        : <button type="submit" disabled={!text.trim()}>Send</button>}
      {regenerate && !isBusy && (
        <button type="button" className="quiet" onClick={regenerate}>Answer again</button>
      )}
    </form>
  );
}
