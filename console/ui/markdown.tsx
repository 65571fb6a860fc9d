import { lazy, Suspense, useMemo } from "react";
import { splitLive, splitMarkdown } from "./split-markdown.ts";
import { usePaced } from "./use-paced.ts";
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
  return (
    <div className={css["markdown"]}>
      <Suspense fallback={<p className={css["plain"]}>{text}</p>}>
        {blocks.map((block, at) =>
          isLive && at === blocks.length - 1
            ? <LiveBlock key={at} text={block} />
            : <Rendered key={at} text={block} />
        )}
      </Suspense>
    </div>
  );
}

/** The block that is being written. */
function LiveBlock({ text }: { text: string }) {
  const shown = usePaced(text);
  return shown.length > longestLive
    ? <p className={css["plain"]}>{shown}</p>
    : <Rendered text={shown} />;
}
