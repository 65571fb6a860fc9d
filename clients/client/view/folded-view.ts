import { Rows } from "./rows.ts";
import type { ConversationView, ViewEntry } from "./view-types.ts";

interface Turn {
  readonly id: string;
  readonly status: string;
}

/** A view whose lists are made when they are read: a fold of many events reads none of those in between. */
export class FoldedView implements ConversationView {
  declare readonly entries: readonly ViewEntry[];
  declare readonly turns: Readonly<Record<string, string>>;
  readonly closed: boolean;
  readonly #rows: Rows<ViewEntry>;
  readonly #turns: Rows<Turn>;

  private constructor(rows: Rows<ViewEntry>, turns: Rows<Turn>, closed: boolean) {
    this.#rows = rows;
    this.#turns = turns;
    this.closed = closed;
    Object.defineProperties(this, FoldedView.#fields);
  }

  /** Fields of the object itself, as a copy `{ ...view }` needs them. */
  static readonly #fields = {
    entries: {
      enumerable: true,
      get(this: FoldedView) {
        return this.#rows.list;
      },
    },
    turns: {
      enumerable: true,
      get(this: FoldedView) {
        return statusesOf(this.#turns);
      },
    },
  };

  /** The same view. A copy that a caller has made or changed counts as it is. */
  static of(view: ConversationView): FoldedView {
    if (view instanceof FoldedView) return view;
    const turns = Object.entries(view.turns).map(([id, status]) => ({ id, status }));
    return new FoldedView(Rows.of(view.entries), Rows.of(turns), view.closed);
  }

  get rows(): Rows<ViewEntry> {
    return this.#rows;
  }

  withEntries(rows: Rows<ViewEntry>): FoldedView {
    return rows === this.#rows ? this : new FoldedView(rows, this.#turns, this.closed);
  }

  withTurn(id: string, status: string): FoldedView {
    if (this.#turns.get(id)?.status === status) return this;
    return new FoldedView(this.#rows, this.#turns.with({ id, status }), this.closed);
  }

  asClosed(): FoldedView {
    return this.closed ? this : new FoldedView(this.#rows, this.#turns, true);
  }
}

const known = new WeakMap<Rows<Turn>, Readonly<Record<string, string>>>();

/** The status of each turn; the same object for the same turns. */
function statusesOf(turns: Rows<Turn>): Readonly<Record<string, string>> {
  const statuses = known.get(turns) ??
    Object.fromEntries(turns.list.map(({ id, status }) => [id, status]));
  known.set(turns, statuses);
  return statuses;
}
