import { readable } from "../readable.ts";
import type { Source } from "../source.ts";
import type { TurnApproval, TurnEntry, TurnEvent, TurnPart } from "./parts.ts";
import { turnApprovalById, turnEntryById, turnEvents } from "./turn.generated.ts";
import { TurnReader } from "./turn-reader.ts";

/** Which turn to read, and from where. */
export interface TurnPlace {
  conversationId: string;
  turnId: string;
  /**
   * Cursor of the conversation's events to start after, at the latest that of the event QUEUED of the turn, as the payload
   * of `sendMessage` has it. A reader needs all events of the turn: what it has shown before, it skips by `seq`.
   */
  after?: string | null;
  signal?: AbortSignal | undefined;
}

/** The parts of one event. `cursor` and `seq` are those of the event. */
export interface TurnStep {
  cursor: string;
  seq: number;
  parts: Exclude<TurnPart, { type: "unread" }>[];
}

/** Where to read several turns of a conversation from. */
export interface TurnsPlace extends Omit<TurnPlace, "turnId"> {
  /** A reader of each turn, in the order of the turns; one that starts later has read the entries before `after`. */
  readers: readonly TurnReader[];
}

/**
 * Follows one turn until it ends, over `follow` of the source and so without a lost or doubled part. Throws like `follow`;
 * an entry whose link was not readable is queried. Ends without an end of the turn if the conversation's stream ends.
 */
export function readTurn(
  source: Source,
  { turnId, ...place }: TurnPlace,
): AsyncGenerator<TurnStep, void> {
  return readTurns(source, { ...place, readers: [new TurnReader(turnId)] });
}

/** Like `readTurn`, for several turns in one stream, until all have ended. */
export async function* readTurns(
  source: Source,
  { conversationId: id, readers, after, signal }: TurnsPlace,
): AsyncGenerator<TurnStep, void> {
  const events = source.follow(
    { query: turnEvents, variables: { id }, after: after ?? null },
    { signal },
  );
  for await (const event of events) {
    const parts: TurnStep["parts"] = [];
    for (const reader of readers) parts.push(...await partsOf(source, reader, event, signal));
    if (parts.length > 0) yield { cursor: event.cursor, seq: event.seq, parts };
    if (readers.every((reader) => reader.isOver)) return;
  }
}

async function partsOf(
  source: Source,
  reader: TurnReader,
  event: TurnEvent,
  signal: AbortSignal | undefined,
): Promise<TurnStep["parts"]> {
  const parts: TurnStep["parts"] = [];
  for (const part of reader.apply(event)) {
    if (part.type !== "unread") parts.push(part);
    else parts.push(...await readAgain(source, reader, event, part.nodeId, signal));
  }
  return parts;
}

async function readAgain(
  source: Source,
  reader: TurnReader,
  event: TurnEvent,
  id: string,
  signal: AbortSignal | undefined,
): Promise<TurnStep["parts"]> {
  if (event.__typename === "ApprovalChanged") {
    const { approval } = await readable(source.request(turnApprovalById, { id }, { signal }));
    const found = approval?.__typename === "Approval" ? approval as TurnApproval : null;
    return read(reader.readApproval(event, found));
  }
  const { entry } = await readable(source.request(turnEntryById, { id }, { signal }));
  return read(reader.read(entry && "turn" in entry ? entry as TurnEntry : null));
}

const read = (parts: TurnPart[]) => parts.filter((part) => part.type !== "unread");
