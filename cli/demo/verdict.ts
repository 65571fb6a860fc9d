import { type ConversationView, textOfEntry } from "../../clients/typescript/mod.ts";
import type { Entry } from "./events.ts";

/** How what was read compares with what is stored. */
export interface Verdict {
  lost: number[];
  doubled: number[];
  /** Entries whose text or place differs, or whose pieces did not fit the whole. */
  different: string[];
}

/** What a reader has of a conversation. */
export interface Read {
  seqs: readonly number[];
  view: ConversationView;
  contradicted: readonly string[];
}

/** Holds the numbers read live against those of the log, and the screen against the stored entries. */
export function verdictOf(
  { seqs, view, contradicted }: Read,
  log: readonly number[],
  stored: readonly Entry[],
): Verdict {
  const seen = new Set(seqs);
  const lost = log.filter((seq) => !seen.has(seq));
  const doubled = seqs.filter((seq, at) => seqs.indexOf(seq) !== at);
  const shown = view.entries.map((entry) => [entry.id, textOfEntry(entry)].join(" "));
  const kept = stored.map((entry) => [entry.id, textOf(entry)].join(" "));
  const most = Math.max(shown.length, kept.length);
  const different = Array.from({ length: most }, (_, at) => at)
    .filter((at) => shown[at] !== kept[at])
    .map((at) => stored[at]?.id ?? view.entries[at]?.id ?? "");
  return { lost, doubled, different: [...contradicted, ...different] };
}

function textOf({ content = [] }: Entry): string {
  return content.map(({ text = "" }) => text).join("");
}

/** Whether it is as promised. */
export function isGood({ lost, doubled, different }: Verdict): boolean {
  return lost.length + doubled.length + different.length === 0;
}
