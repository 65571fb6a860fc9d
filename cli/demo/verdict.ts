import { type ConversationView, textOfEntry } from "../../clients/client/mod.ts";
import { type Entry, textOf } from "./events.ts";

/** The differences between the events that were read and the stored ones. */
export interface Verdict {
  lost: number[];
  doubled: number[];
  /** Entries whose text or position differs, or whose deltas contradict their text. */
  different: string[];
}

/** The data that a reader expected of a conversation. */
export interface Read {
  seqs: readonly number[];
  view: ConversationView;
  contradicted: readonly string[];
}

/** Compares the numbers read live with the log, and the text on the screen with the stored entries. */
export function verdictOf(
  { seqs, view, contradicted }: Read,
  log: readonly number[],
  stored: readonly Entry[],
): Verdict {
  const seen = new Set(seqs);
  const lost = log.filter((seq) => !seen.has(seq));
  const doubled = seqs.filter((seq, at) => seqs.indexOf(seq) !== at);
  const shown = view.entries.map((entry) => [entry.id, textOfEntry(entry)].join(" "));
  const expected = stored.map((entry) => [entry.id, textOf(entry)].join(" "));
  const length = Math.max(shown.length, expected.length);
  const different = Array.from({ length }, (_, at) => at)
    .filter((at) => shown[at] !== expected[at])
    .map((at) => stored[at]?.id ?? view.entries[at]?.id ?? "");
  return { lost, doubled, different: [...contradicted, ...different] };
}

/** Whether there is no difference. */
export function isGood({ lost, doubled, different }: Verdict): boolean {
  return lost.length + doubled.length + different.length === 0;
}
