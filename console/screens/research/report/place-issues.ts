import type { Issue } from "./report-types.ts";

/** The objections by the part of the report that has the claim. */
export interface PlacedIssues {
  readonly summary: readonly Issue[];
  /** By index of the section. */
  readonly sections: readonly (readonly Issue[])[];
  /** Those whose claim is in no part. */
  readonly elsewhere: readonly Issue[];
}

/** Share of the claim's words that a part must have, where it does not have the claim itself. */
const enough = 0.6;

/** Puts each objection to the part that has its claim, or most of its words; the verifier may quote loosely. */
export function placeIssues(
  { title, summary, sections }: {
    title: string;
    summary: string;
    sections: readonly { title: string; text: string }[];
  },
  issues: readonly Issue[],
): PlacedIssues {
  const parts = [`${title} ${summary}`, ...sections.map((s) => `${s.title} ${s.text}`)].map(plain);
  const placed = Map.groupBy(issues, ({ claim }) => partOf(plain(claim), parts));
  return {
    summary: placed.get(0) ?? [],
    sections: sections.map((_, i) => placed.get(i + 1) ?? []),
    elsewhere: placed.get(-1) ?? [],
  };
}

/** The index of the part; -1: none. */
function partOf(claim: string, parts: readonly string[]): number {
  const words = new Set(claim.split(" ").filter((word) => word.length > 1));
  if (words.size === 0) return -1;
  const exact = parts.findIndex((part) => ` ${part} `.includes(` ${claim} `));
  if (exact >= 0) return exact;
  const shares = parts.map((part) => {
    const known = new Set(part.split(" "));
    return [...words].filter((word) => known.has(word)).length / words.size;
  });
  const best = shares.indexOf(Math.max(...shares));
  return (shares[best] ?? 0) >= enough ? best : -1;
}

/** Words and numbers in lower case, without Markdown and punctuation. */
const plain = (text: string) =>
  text.toLowerCase().replace(/(?<=\d)[.,](?=\d)/g, "·").replace(/[^\p{L}\p{N}·]+/gu, " ").trim();
