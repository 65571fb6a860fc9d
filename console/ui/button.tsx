import type { ComponentProps } from "react";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";
import css from "./button.module.css";

/** Properties of a button. `isBusy`: its work runs, and it cannot be pressed again. */
export interface ButtonProps extends ComponentProps<"button"> {
  icon?: IconName;
  kind?: "primary" | "danger" | "plain";
  isBusy?: boolean;
}

/** A button. Without text it needs an `aria-label`. A busy one keeps the focus. */
export function Button(
  { icon, kind, isBusy = false, children, className, onClick, ...rest }: ButtonProps,
) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      className={classes(css["button"], kind && css[kind], className)}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
