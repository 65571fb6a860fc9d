import {
  applyEvent,
  conversationView,
  textOfEntry,
  type ViewEvent,
} from "../../clients/typescript/mod.ts";
import type { Seen } from "./reader.ts";

/** A conversation as it is stored. */
export interface Stored {
  facts: Seen[];
  entries: { id: string; status: string; role?: string; text?: string; idempotencyKey?: string }[];
}

/** How often a promise was broken. All 0 is the promise kept. */
export interface Broken {
  /** Facts that a reader did not see. */
  lost: number;
  /** Facts that a reader saw twice, or out of order. */
  doubled: number;
  /** Entries whose text on a reader's screen, or in a delta, is not what is stored. */
  wrongTexts: number;
  /** Messages that were acknowledged and are not stored once. */
  messages: number;
}

/** Holds what one reader saw against what is stored. */
export function broken(seen: readonly Seen[], stored: Stored): Omit<Broken, "messages"> {
  const seqs = seen.filter((e) => e.__typename !== "TextDelta").map((e) => e.seq);
  const lost = stored.facts.filter((f) => !seqs.includes(f.seq)).length;
  const doubled = seqs.filter((seq, at) => at > 0 && seq <= (seqs[at - 1] ?? 0)).length;
  return { lost, doubled, wrongTexts: wrongOnScreen(seen, stored) + wrongDeltas(seen, stored) };
}

function wrongOnScreen(seen: readonly Seen[], { entries }: Stored): number {
  let view = conversationView();
  try {
    for (const event of seen) view = applyEvent(view, event as unknown as ViewEvent);
  } catch (error) {
    if (error instanceof RangeError) return 0; // a hole, which is counted among the deltas
    throw error;
  }
  const shown = new Map(view.entries.map((e) => [e.id, textOfEntry(e)]));
  return entries.filter((e) => e.text !== undefined && shown.get(e.id) !== e.text).length;
}

function wrongDeltas(seen: readonly Seen[], { entries }: Stored): number {
  const kept = new Map(entries.map((e) => [e.id, e]));
  const lengths = new Map<string, number>();
  return seen.filter(({ __typename, nodeId = "", part = 0, offset = 0, text = "" }) => {
    if (__typename !== "TextDelta") return false;
    const key = `${nodeId}/${part}`;
    const hole = offset > (lengths.get(key) ?? 0);
    lengths.set(key, offset + text.length);
    const entry = part === 0 ? kept.get(nodeId) : undefined;
    return hole || (entry?.text !== undefined && !holds(entry.text, entry.status, offset, text));
  }).length;
}

/** Of an entry that was cut less may be stored than was seen: a crash of PostgreSQL takes the drafts. */
function holds(whole: string, status: string, offset: number, text: string): boolean {
  const at = whole.slice(offset, offset + text.length);
  return status === "CANCELLED" ? text.startsWith(at) : at === text;
}

/** Acknowledged messages that are not stored exactly once. */
export function brokenMessages(keys: readonly string[], { entries }: Stored): number {
  return keys.filter((key) => entries.filter((e) => e.idempotencyKey === key).length !== 1).length;
}
