import { diffWordsWithSpace } from "diff";

/** A stretch of a comparison. `gap`: unchanged text that is left out. */
export interface DiffPart {
  readonly kind: "same" | "added" | "removed" | "gap";
  readonly text: string;
}

/** Longest comparison, ms: texts of 100,000 characters that have nothing in common take seconds. */
const withinMs = 150;
/** Characters of unchanged text that are shown next to a change. */
const context = 200;

/** Compares two texts word by word; null: they differ too much to do so in time. */
export function wordDiff(before: string, after: string): DiffPart[] | null {
  const parts = diffWordsWithSpace(before, after, { timeout: withinMs });
  if (!parts) return null;
  return parts.flatMap(({ value, added, removed }, index) => {
    if (added) return [{ kind: "added", text: value } as const];
    if (removed) return [{ kind: "removed", text: value } as const];
    return folded(value, { isFirst: index === 0, isLast: index === parts.length - 1 });
  });
}

function folded(
  text: string,
  { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
): DiffPart[] {
  const head = isFirst ? 0 : context;
  const tail = isLast ? 0 : context;
  // A gap that saves less than its own words is none.
  if (text.length <= head + tail + context) return [{ kind: "same", text }];
  const left = text.length - head - tail;
  return [
    ...(head > 0 ? [{ kind: "same", text: untilWord(text.slice(0, head)) } as const] : []),
    { kind: "gap", text: `${left} unchanged characters` },
    ...(tail > 0 ? [{ kind: "same", text: fromWord(text.slice(-tail)) } as const] : []),
  ];
}

/** Without the word that is cut, where there is a whole one. */
const untilWord = (text: string) => text.replace(/(?<=\s)\S*$/, "");
const fromWord = (text: string) => text.replace(/^\S*(?=\s)/, "");
