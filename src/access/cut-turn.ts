import type { TurnRecord } from "../../protocol/conversation/records.ts";

/** A record of a turn: an entry has a position, a model call has none. */
export interface InTurn {
  conversationId: string;
  turnId: string;
}

/** True for a record up to the last shared position. A model call is shared with all of its turn: it may be of the rest. */
export function isShared(record: object, through: number): boolean {
  const position = "position" in record ? record.position : null; // a model call's row has null
  return (typeof position === "number" ? position : Infinity) <= through;
}

/** The shared ones of the records of a turn. */
export const sharedOnes = <T extends object>(records: T[], through: number): T[] =>
  records.filter((record) => isShared(record, through));

/** The turn without what comes at its end, where that is not shared. */
export const cutTurn = (turn: TurnRecord, through: number): TurnRecord =>
  through === Infinity ? turn : { ...turn, output: null, failure: null };
