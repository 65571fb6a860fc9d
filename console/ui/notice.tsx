import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";
import css from "./notice.module.css";

const icons: Readonly<Record<string, IconName>> = { fault: "warn", note: "help", good: "check" };

/** A message of the page: a fault is read out at once, a note when the reader is idle. */
export function Notice(
  { kind = "note", children }: { kind?: "fault" | "note" | "good"; children: ReactNode },
) {
  return (
    <div
      role={kind === "fault" ? "alert" : "status"}
      className={classes(css["notice"], css[kind])}
    >
      <Icon name={icons[kind] ?? "help"} />
      <div className={css["text"]}>{children}</div>
    </div>
  );
}

/** What a list shows that has nothing, with the operation that fills it. */
export function Empty(
  { title, operation, children }: { title: string; operation?: string; children?: ReactNode },
) {
  return (
    <div className={css["empty"]}>
      <p>{title}</p>
      {children}
      {operation && (
        <figure>
          <figcaption>The GraphQL operation that fills this page:</figcaption>
          <pre className={css["code"]} tabIndex={0}>{operation}</pre>
        </figure>
      )}
    </div>
  );
}
