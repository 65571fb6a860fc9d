import { lazy, Suspense, useMemo } from "react";
import { splitLive, splitMarkdown } from "./split-markdown.ts";
import css from "./markdown.module.css";

/** The parser is a chunk of its own: a list needs none. */
const Rendered = lazy(() => import("./markdown-block.tsx"));
/** A block that is still written is plain text beyond this length: it would be parsed again for each piece. */
const longestLive = 4_000;

/**
 * Markdown of a model or user: never HTML, no image is loaded, links open in a new tab without a referrer. `isLive`: it is
 * being written; finished blocks are not rendered again.
 */
export function Markdown({ text, isLive = false }: { text: string; isLive?: boolean }) {
  const blocks = useMemo(() => isLive ? splitLive(text) : splitMarkdown(text), [text, isLive]);
  const isPlain = (block: string, at: number) =>
    isLive && at === blocks.length - 1 && block.length > longestLive;
  return (
    <div className={css["markdown"]}>
      <Suspense fallback={<p className={css["plain"]}>{text}</p>}>
        {blocks.map((block, at) =>
          isPlain(block, at)
            ? <p key={at} className={css["plain"]}>{block}</p>
            : <Rendered key={at} text={block} />
        )}
      </Suspense>
    </div>
  );
}
