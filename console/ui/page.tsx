import { type ReactNode, useEffect } from "react";
import css from "./page.module.css";

/** Properties of a page. */
export interface PageProps {
  /** The page's only `h1`, and the title of the tab. */
  title: string;
  /** What the tab shows instead, for example with a count. */
  tabTitle?: string;
  /** Controls next to the title. */
  actions?: ReactNode;
  /** A line above the title, such as a link back. */
  above?: ReactNode;
  /** True: it uses the whole height, and its parts scroll. */
  isWhole?: boolean;
  children: ReactNode;
}

/** A screen: its title, its controls and its content. */
export function Page({ title, tabTitle, actions, above, isWhole = false, children }: PageProps) {
  const shown = tabTitle ?? title;
  useEffect(() => {
    document.title = `${shown} · Tramontane`;
  }, [shown]);
  return (
    <div className={isWhole ? css["whole"] : css["page"]}>
      <header className={css["head"]}>
        <div className={css["names"]}>
          {above}
          <h1>{title}</h1>
        </div>
        {actions && <div className={css["actions"]}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a page with its heading. */
export function Section(
  { title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode },
) {
  return (
    <section className={css["section"]} aria-label={title}>
      <div className={css["head"]}>
        <h2>{title}</h2>
        {actions && <div className={css["actions"]}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}
