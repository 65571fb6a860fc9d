/** Rows in a chunk. A change copies one chunk and the list of chunks. */
const chunkSize = 128;

interface Row {
  readonly id: string;
}

type Chunk<R> = readonly (R | undefined)[];

/**
 * An immutable list of rows with ids, in the order of their first appearance. A change returns a new list, which shares
 * all other rows with the old one, in a time that hardly depends on the length.
 */
export class Rows<R extends Row> {
  readonly #chunks: readonly Chunk<R>[];
  /** Where rows of each id are, in this list or in another one that continues the same beginning. */
  readonly #places: Map<string, readonly number[]>;
  /** Places so far, with those of removed rows. */
  readonly #length: number;
  #list: readonly R[] | undefined;

  private constructor(
    chunks: readonly Chunk<R>[],
    places: Map<string, readonly number[]>,
    length: number,
    list?: readonly R[],
  ) {
    this.#chunks = chunks;
    this.#places = places;
    this.#length = length;
    this.#list = list;
  }

  /** The rows of a list, whose ids differ. */
  static of<R extends Row>(list: readonly R[]): Rows<R> {
    const chunks = Array.from(
      { length: Math.ceil(list.length / chunkSize) },
      (_, n) => list.slice(n * chunkSize, (n + 1) * chunkSize),
    );
    return new Rows(chunks, new Map(list.map(({ id }, at) => [id, [at]])), list.length, list);
  }

  /** The rows as an array, which is made once. */
  get list(): readonly R[] {
    return this.#list ??= this.#chunks.flat().filter((row) => row !== undefined);
  }

  get(id: string): R | undefined {
    return this.#at(this.#placeOf(id));
  }

  /** The list with this row, in the place of the one with its id, or at the end. */
  with(row: R): Rows<R> {
    return this.#set(this.#placeOf(row.id) ?? this.#newPlace(row.id), row);
  }

  /** The list without the row of this id. */
  without(id: string): Rows<R> {
    const place = this.#placeOf(id);
    return place === undefined ? this : this.#set(place, undefined);
  }

  #at(place: number | undefined): R | undefined {
    return place === undefined ? undefined : this.#chunks[Math.floor(place / chunkSize)]?.[
      place % chunkSize
    ];
  }

  #placeOf(id: string): number | undefined {
    return this.#places.get(id)?.find((place) => this.#at(place)?.id === id);
  }

  #newPlace(id: string): number {
    const known = this.#places.get(id) ?? [];
    if (!known.includes(this.#length)) this.#places.set(id, [...known, this.#length]);
    return this.#length;
  }

  #set(place: number, row: R | undefined): Rows<R> {
    const n = Math.floor(place / chunkSize);
    const chunk = this.#chunks[n]?.slice() ?? [];
    chunk[place % chunkSize] = row;
    const chunks = this.#chunks.slice();
    chunks[n] = chunk;
    return new Rows(chunks, this.#places, Math.max(this.#length, place + 1));
  }
}
