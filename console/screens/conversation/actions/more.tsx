import { type ReactNode, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { classes } from "../../../ui/classes.ts";
import css from "./actions.module.css";

/** Buttons for which a phone has no room: there they are behind one that shows them. */
export function More({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        icon="dots"
        className={css["more"]}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        Actions
      </Button>
      <div className={classes(css["buttons"], isOpen && css["open"])}>{children}</div>
    </>
  );
}
