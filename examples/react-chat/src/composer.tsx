import type { Result } from "@tramontane/client/store";
import { type KeyboardEvent, type SyntheticEvent, useState } from "react";

/** A field for a message. Enter sends, Shift and Enter begin a line. */
export function Composer({ send }: { send(text: string): Promise<Result<unknown>> }) {
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    setText("");
    const result = await send(text);
    setFault(result.ok ? null : result.fault.message);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    submit(event);
  };
  return (
    <form className="composer" onSubmit={submit}>
      {fault && <p role="alert">{fault}</p>}
      <textarea
        {...{ rows: 2, placeholder: "Message", "aria-label": "Message", value: text, onKeyDown }}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="primary" disabled={text.trim() === ""}>Send</button>
    </form>
  );
}
