import { lazy, Suspense } from "react";
import css from "./markdown.module.css";

/** The parser is a chunk of its own: a list needs none. */
const Rendered = lazy(() => import("./markdown-block.tsx"));

/** Markdown of a model or user: never HTML, no image is loaded, links open in a new tab without a referrer. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={css["markdown"]}>
      <Suspense fallback={<p className={css["plain"]}>{text}</p>}>
        <Rendered text={text} />
      </Suspense>
    </div>
  );
}
