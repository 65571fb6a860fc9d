import { useMemo } from "react";
import { type DiffPart, wordDiff } from "./word-diff.ts";
import css from "./compare.module.css";

/** A comparison of two texts; the unified diff of the API where they differ too much. */
export function TextDiff(
  { before, after, unified, label }: {
    before: string;
    after: string;
    unified: string | null;
    label: string;
  },
) {
  const parts = useMemo(() => wordDiff(before, after), [before, after]);
  return (
    <pre className={css["text"]} tabIndex={0} role="region" aria-label={label}>
      {parts ? parts.map((part, index) => <Part key={index} part={part} />) : unified ?? after}
    </pre>
  );
}

function Part({ part: { kind, text } }: { part: DiffPart }) {
  switch (kind) {
    case "added":
      return <ins>{text}</ins>;
    case "removed":
      return <del>{text}</del>;
    case "gap":
      return <span className={css["gap"]}>… {text} …</span>;
    case "same":
      return text;
  }
}
