import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { classes } from "../../../ui/classes.ts";
import css from "./actions.module.css";

/** Buttons for which a phone has no room: there they are in a list that opens over the page. */
export function More({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  /** The opener takes the focus first, so that a dialog gives it back to what is still there. */
  const close = () => {
    if (!isOpen) return;
    opener.current?.focus();
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return;
    event.stopPropagation();
    close();
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) setOpen(false);
  };
  return (
    <div className={css["box"]} onKeyDown={onKeyDown} onBlur={onBlur}>
      <Button
        ref={opener}
        icon="dots"
        className={css["more"]}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        Actions
      </Button>
      <div className={classes(css["buttons"], isOpen && css["open"])} onClick={close}>
        {children}
      </div>
    </div>
  );
}
