import type { ConversationEntry, ConversationTurn } from "@tramontane/client/store";

/** A row of the transcript: the head of a turn, one of its entries, or how it goes on or ended. */
export type Row =
  & { readonly key: string; readonly turn: ConversationTurn }
  & (
    | { readonly kind: "head" }
    | { readonly kind: "end" }
    | { readonly kind: "entry"; readonly entry: ConversationEntry }
  );

/** The rows of turns, the oldest first. A row of a turn that did not change is the same object as before. */
export class Rows {
  readonly #made = new WeakMap<ConversationTurn, readonly Row[]>();

  /** The rows of all turns. */
  of(turns: readonly ConversationTurn[]): readonly Row[] {
    return turns.flatMap((turn) => {
      const rows = this.#made.get(turn) ?? rowsOf(turn);
      this.#made.set(turn, rows);
      return rows;
    });
  }
}

function rowsOf(turn: ConversationTurn): Row[] {
  const entries = turn.entries.map((entry) =>
    ({ kind: "entry", key: entry.key, turn, entry }) as const
  );
  const head = { kind: "head", key: `head ${turn.key}`, turn } as const;
  return [
    head,
    ...entries,
    ...(hasEnd(turn) ? [{ ...head, kind: "end", key: `end ${turn.key}` } as const] : []),
  ];
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
