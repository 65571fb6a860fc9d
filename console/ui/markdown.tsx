import { lazy, memo, Suspense, useMemo } from "react";
import { isCostly } from "./costly-markdown.ts";
import { Guarded } from "./guarded.tsx";
import { splitLive, splitMarkdown } from "./split-markdown.ts";
import { usePaced } from "./use-paced.ts";
import css from "./markdown.module.css";

/** The parser is a chunk of its own: a list needs none. */
const Rendered = lazy(() => import("./markdown-block.tsx"));
/** A block that is still written is plain text beyond this length: it would be parsed again for each piece. */
const longestLive = 4_000;

/**
 * Markdown of a model or user: never HTML, no image is loaded, links open in a new tab without a referrer. `isLive`: it is
 * being written; finished blocks are not rendered again. What would block the page is shown as plain text.
 */
export function Markdown({ text, isLive = false }: { text: string; isLive?: boolean }) {
  const blocks = useMemo(() => isLive ? splitLive(text) : splitMarkdown(text), [text, isLive]);
  return (
    <div className={css["markdown"]}>
      <Suspense fallback={<p className={css["plain"]}>{text}</p>}>
        {blocks.map((block, at) =>
          isLive && at === blocks.length - 1
            ? <LiveBlock key={at} text={block} />
            : <Block key={at} text={block} />
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
    : <Block text={shown} />;
}

const Block = memo(({ text }: { text: string }) => {
  const plain = <p className={css["plain"]}>{text}</p>;
  return isCostly(text) ? plain : (
    <Guarded instead={() => plain}>
      <Rendered text={text} />
    </Guarded>
  );
});
