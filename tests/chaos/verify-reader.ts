import {
  applyEvent,
  conversationView,
  readEntry,
  textOfEntry,
  type ViewEvent,
} from "../../clients/client/mod.ts";
import type { EntriesQuery, EventFragment } from "./chaos.generated.ts";

type Entry = NonNullable<EntriesQuery["conversation"]>["entries"]["nodes"][number];

/** A conversation as it is stored: its log, and its entries. */
export interface Stored {
  events: readonly { seq: number }[];
  entries: readonly Entry[];
}

/** What a reader's events say, compared with what is stored. */
export interface ReaderFindings {
  /** Completed entries that the API could not read into their event, because its database was away; a client queries them. */
  unread: number;
  /** Each lost, repeated or disordered event and each wrong text, in words. */
  faults: string[];
}

/** Verifies that a reader received every stored event once and in order, and the stored texts. */
export function verifyReader(seen: readonly EventFragment[], stored: Stored): ReaderFindings {
  const seqs = seen.filter((e) => e.__typename !== "TextDelta").map((e) => e.seq);
  const lost = stored.events.filter((e) => !seqs.includes(e.seq));
  const doubled = seqs.filter((seq, at) => at > 0 && seq <= (seqs[at - 1] ?? 0));
  const screen = onScreen(seen, stored);
  return {
    unread: screen.unread,
    faults: [
      ...lost.map(({ seq }) => `event ${seq} is lost`),
      ...doubled.map((seq) => `event ${seq} came twice or late`),
      ...screen.faults,
      ...wrongDeltas(seen, stored),
    ],
  };
}

function onScreen(
  seen: readonly EventFragment[],
  { entries }: Stored,
): { faults: string[]; unread: number } {
  let view = conversationView();
  try {
    for (const event of seen) view = applyEvent(view, event as unknown as ViewEvent);
  } catch (error) {
    if (error instanceof RangeError) return { faults: [], unread: 0 }; // a gap, found among the deltas
    throw error;
  }
  const unread = new Set(view.entries.filter((e) => e.unread).map((e) => e.id));
  for (const entry of entries) if (unread.has(entry.id)) view = readEntry(view, entry);
  const shown = new Map(view.entries.map((e) => [e.id, textOfEntry(e)]));
  const faults = entries.flatMap((entry) => {
    const stored = textIn(entry);
    const text = shown.get(entry.id);
    if (stored === undefined || text === stored) return [];
    return [`${entry.id} ${entry.status}: ${text?.length} units shown, ${stored.length} stored`];
  });
  return { faults, unread: unread.size };
}

const textIn = (entry: Entry) => entry.__typename === "Message" ? entry.text : undefined;

/** Deltas that leave a gap, or whose text is not the stored one. */
function wrongDeltas(seen: readonly EventFragment[], { entries }: Stored): string[] {
  const stored = new Map(entries.map((e) => [e.id, e]));
  const lengths = new Map<string, number>();
  return seen.flatMap((event) => {
    if (event.__typename !== "TextDelta") return [];
    const { nodeId, part, offset, text, seq } = event;
    const key = `${nodeId}/${part}`;
    const gap = offset > (lengths.get(key) ?? 0);
    lengths.set(key, offset + text.length);
    const entry = part === 0 ? stored.get(nodeId) : undefined;
    const whole = entry && textIn(entry);
    const wrong = whole !== undefined && !matches(whole, entry?.status ?? "", offset, text);
    return gap || wrong
      ? [`${nodeId} part ${part}: ${text.length} units at ${offset} after event ${seq}`]
      : [];
  });
}

/** Of a cut entry less may be stored than was sent: a crash of PostgreSQL loses the drafts. */
function matches(whole: string, status: string, offset: number, text: string): boolean {
  const at = whole.slice(offset, offset + text.length);
  return status === "CANCELLED" ? text.startsWith(at) : at === text;
}
