import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from "react";
import { Button } from "./button.tsx";
import css from "./dialog.module.css";

/** Properties of a dialog. */
export interface DialogProps {
  title: string;
  isOpen: boolean;
  /** It was closed by Escape, by its button, or by what it did. */
  onClose: () => void;
  children: ReactNode;
  /** Buttons below the content; the dialog adds one that closes it. */
  actions?: ReactNode;
  /** The word of that button, where "Close" could be taken for something else. */
  closeWord?: string;
}

/** A modal dialog of the browser: it keeps the focus inside, and gives it back when it closes. */
export function Dialog({ title, isOpen, onClose, children, actions, closeWord }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (!dialog || dialog.open === isOpen) return;
    if (!isOpen) return dialog.close();
    dialog.showModal();
    // The browser takes the first control. React's `autoFocus` comes too early for a dialog.
    dialog.querySelector<HTMLElement>("[data-autofocus]")?.focus();
  }, [isOpen]);
  // Only a dialog that is closed gives the focus back, not one that is removed while it is open.
  useLayoutEffect(() => {
    const dialog = element.current;
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={element} className={css["dialog"]} aria-labelledby={titleId} onClose={onClose}>
      {isOpen && (
        <div className={css["content"]}>
          <h2 id={titleId}>{title}</h2>
          {children}
          <div className={css["actions"]}>
            {actions}
            <Button onClick={onClose}>{closeWord ?? "Close"}</Button>
          </div>
        </div>
      )}
    </dialog>
  );
}
