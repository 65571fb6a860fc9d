import type { ConversationEntry, ConversationTurn } from "@tramontane/client/store";

/** A row of the transcript: the head of a turn, one of its entries, or how it goes on or ended. */
export type Row =
  & {
    readonly key: string;
    readonly turn: ConversationTurn;
    /** True: it is a turn of the conversation that this one was forked from. */
    readonly isShared: boolean;
  }
  & (
    | { readonly kind: "head" }
    | { readonly kind: "end" }
    | { readonly kind: "entry"; readonly entry: ConversationEntry }
  );

/** The rows of turns, the oldest first. A row of a turn that did not change is the same object as before. */
export class Rows {
  readonly #made = new WeakMap<ConversationTurn, readonly Row[]>();

  /** The rows of all turns. `forkedFrom`: the last entry that a fork shares. */
  of(turns: readonly ConversationTurn[], forkedFrom: string | null = null): readonly Row[] {
    const lastShared = forkedFrom === null
      ? -1
      : turns.findIndex(({ entries }) => entries.some(({ id }) => id === forkedFrom));
    return turns.flatMap((turn, index) => this.#rowsOf(turn, index <= lastShared));
  }

  #rowsOf(turn: ConversationTurn, isShared: boolean): readonly Row[] {
    const made = this.#made.get(turn);
    if (made?.[0]?.isShared === isShared) return made;
    const rows = rowsOf(turn, isShared);
    this.#made.set(turn, rows);
    return rows;
  }
}

/** How a shared turn ended is not shown: the fork may have begun before that. */
function rowsOf(turn: ConversationTurn, isShared: boolean): Row[] {
  const entries = turn.entries.map((entry) =>
    ({ kind: "entry", key: entry.key, turn, isShared, entry }) as const
  );
  const head = { kind: "head", key: `head ${turn.key}`, turn, isShared } as const;
  const end = { ...head, kind: "end", key: `end ${turn.key}` } as const;
  return [head, ...entries, ...(!isShared && hasEnd(turn) ? [end] : [])];
}

const hasEnd = ({ retry, failure, status }: ConversationTurn) =>
  retry !== null || failure !== null || status === "CANCELLED";

/** The row that an address means; -1: it is not among these. */
export function placeOfRow(
  rows: readonly Row[],
  { entry, turn }: { entry: string | null; turn: number | null },
): number {
  if (entry !== null) {
    return rows.findIndex((row) => row.kind === "entry" && row.entry.id === entry);
  }
  if (turn === null) return -1;
  // Turns of the conversation that a fork shares have numbers of their own.
  return rows.findLastIndex((row) => row.kind === "head" && row.turn.number === turn);
}
