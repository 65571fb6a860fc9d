import {
  applyEvent,
  conversationView,
  readEntry,
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

/** What one reader saw, held against what is stored. */
export interface Seeing extends Omit<Broken, "messages"> {
  /** Ended entries whose link the database was too far away to read; a client queries them, and so does this. */
  unread: number;
  /** Each wrong text in a few words. */
  wrong: string[];
}

/** Holds what one reader saw against what is stored. */
export function broken(seen: readonly Seen[], stored: Stored): Seeing {
  const seqs = seen.filter((e) => e.__typename !== "TextDelta").map((e) => e.seq);
  const lost = stored.facts.filter((f) => !seqs.includes(f.seq)).length;
  const doubled = seqs.filter((seq, at) => at > 0 && seq <= (seqs[at - 1] ?? 0)).length;
  const screen = onScreen(seen, stored);
  const wrong = [...screen.wrong, ...wrongDeltas(seen, stored)];
  return { lost, doubled, wrongTexts: wrong.length, wrong, unread: screen.unread };
}

function onScreen(seen: readonly Seen[], { entries }: Stored): { wrong: string[]; unread: number } {
  let view = conversationView();
  try {
    for (const event of seen) view = applyEvent(view, event as unknown as ViewEvent);
  } catch (error) {
    if (error instanceof RangeError) return { wrong: [], unread: 0 }; // a hole, counted among the deltas
    throw error;
  }
  const unread = new Set(view.entries.filter((e) => e.unread).map((e) => e.id));
  for (const entry of entries) if (unread.has(entry.id)) view = readEntry(view, entry);
  const shown = new Map(view.entries.map((e) => [e.id, textOfEntry(e)]));
  const wrong = entries.filter((e) => e.text !== undefined && shown.get(e.id) !== e.text)
    .map((e) =>
      `${e.id} ${e.status}: ${
        shown.get(e.id)?.length
      } units on the screen, ${e.text?.length} stored`
    );
  return { wrong, unread: unread.size };
}

function wrongDeltas(seen: readonly Seen[], { entries }: Stored): string[] {
  const kept = new Map(entries.map((e) => [e.id, e]));
  const lengths = new Map<string, number>();
  const wrong = seen.filter(({ __typename, nodeId = "", part = 0, offset = 0, text = "" }) => {
    if (__typename !== "TextDelta") return false;
    const key = `${nodeId}/${part}`;
    const hole = offset > (lengths.get(key) ?? 0);
    lengths.set(key, offset + text.length);
    const entry = part === 0 ? kept.get(nodeId) : undefined;
    return hole || (entry?.text !== undefined && !holds(entry.text, entry.status, offset, text));
  });
  return wrong.map((e) =>
    `${e.nodeId} part ${e.part}: ${e.text?.length} units at ${e.offset} behind fact ${e.seq}`
  );
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
