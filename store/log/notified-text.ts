import type { DurableEvent, DurableEventBody, TextKind } from "../../protocol/log/event.ts";

/** New text of an open entry, as a notification carries it. */
export interface TextNote {
  /** An entry, or `research_phases.draft_id`. */
  draftId: string;
  part: number;
  kind: TextKind;
  offset: number;
  text: string;
}

/** The texts of one flush for one stream. */
export interface NotifiedText extends TextNote {
  streamId: string;
  /** `drafts.number` of the row that has the text. */
  number: number;
  at: Date;
}

/** What a notification says: streams that have to be read, and events and text that readers can take from it. */
export interface Notified {
  changed: readonly string[];
  events: readonly DurableEvent[];
  texts: readonly NotifiedText[];
}

/** A text as a note. */
export function noteOf({ draftId, part, kind, offset, text }: TextNote): string {
  return JSON.stringify([draftId, part, kind, offset, text]);
}

/** The note of a text that is too long for a notification. */
export const readLater = "0";

type Note = [draftId: string, part: number, kind: TextKind, offset: number, text: string];
type EventsNote = [seq: number, bodies: readonly DurableEventBody[]];
type Flush = [number: number, ms: number, ...notes: (Note | EventsNote | 0)[]];

const hasEvents = (note: Note | EventsNote): note is EventsNote => typeof note[0] === "number";

/**
 * Reads a notification of `tramontane_log`: comma-separated stream ids and, in a second line, the number and time of a
 * flush and a note for each id, or the time and the events of an append. Where the second line is not understood, the
 * streams have to be read.
 */
export function readNotification(payload: string): Notified {
  const line = payload.indexOf(",\n");
  if (line < 0) return { changed: payload.split(","), events: [], texts: [] };
  const ids = payload.slice(0, line).split(",");
  const [number, ms, ...notes] = parse(payload.slice(line + 2));
  const at = new Date(ms);
  const changed: string[] = [];
  const events: DurableEvent[] = [];
  const texts: NotifiedText[] = [];
  ids.forEach((streamId, n) => {
    const note = notes[n];
    if (!note) return void changed.push(streamId);
    if (hasEvents(note)) {
      const [seq, bodies] = note;
      return void events.push(...bodies.map((body, i) => ({ streamId, seq: seq + i, at, body })));
    }
    const [draftId, part, kind, offset, text] = note;
    texts.push({ streamId, number, at, draftId, part, kind, offset, text });
  });
  return { changed, events, texts };
}

function parse(line: string): Flush {
  try {
    return JSON.parse(line) as Flush;
  } catch {
    return [0, 0];
  }
}
