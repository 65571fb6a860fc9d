import type { Conversation } from "@tramontane/react";
import { useEffect, useRef } from "react";
import { Button } from "../../../ui/button.tsx";
import { usePlace } from "../place.ts";
import { EntryPanel } from "./entry-panel.tsx";
import { TurnPanel } from "./turn-panel.tsx";
import { useTurnId } from "./use-turn-id.ts";
import css from "./inspector.module.css";

/** Details of the entry or turn that the address names. It takes the focus when it opens; Escape closes it. */
export function Inspector({ conversation }: { conversation: Conversation }) {
  const { place: { entry, turn }, show } = usePlace();
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => (before.current as HTMLElement | null)?.focus?.({ preventScroll: true });
  }, []);
  const close = () => show({ entry: null, turn: null });
  const turnId = useTurnId(conversation, entry === null ? turn : null);
  return (
    <aside
      className={css["inspector"]}
      aria-label="Inspector"
      onKeyDown={({ key }) => key === "Escape" && close()}
    >
      <div className={css["head"]}>
        <h2 ref={heading} tabIndex={-1}>Details</h2>
        <Button kind="plain" icon="cross" aria-label="Close the inspector" onClick={close} />
      </div>
      {conversation.at !== null && (
        <p className={css["muted"]}>
          The details are those of now, not of the event that is shown.
        </p>
      )}
      {entry !== null
        ? <EntryPanel key={entry} id={entry} conversation={conversation} />
        : turnId && <TurnPanel key={turnId} id={turnId} conversation={conversation} />}
    </aside>
  );
}
