/**
 * A queue whose groups take turns, so that a group with much work delays its own and not that of others. When it is full,
 * the longest group loses its newest item.
 */
export class FairQueue<T> {
  readonly #limit: number;
  readonly #groups = new Map<string, T[]>();
  #size = 0;

  /** `limit`: number of items of all groups together. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Number of items. */
  get size(): number {
    return this.#size;
  }

  /** Adds an item. Returns the one for which there is no room, which can be the same; null: there is room for all. */
  add(group: string, item: T): T | null {
    const own = this.#groups.get(group) ?? [];
    own.push(item);
    this.#groups.set(group, own);
    this.#size++;
    return this.#size > this.#limit ? this.#dropped(group) : null;
  }

  /** Takes the oldest item of the group whose turn it is; undefined: there is none. */
  next(): T | undefined {
    const [first] = this.#groups;
    if (!first) return undefined;
    const [group, items] = first;
    const item = items.shift();
    this.#size--;
    this.#groups.delete(group);
    if (items.length > 0) this.#groups.set(group, items);
    return item;
  }

  /** Removes an item; nothing happens if it is not there. */
  delete(group: string, item: T): void {
    const items = this.#groups.get(group) ?? [];
    const at = items.indexOf(item);
    if (at < 0) return;
    items.splice(at, 1);
    this.#size--;
    if (items.length === 0) this.#groups.delete(group);
  }

  /** Takes all items. */
  takeAll(): T[] {
    const items = [...this.#groups.values()].flat();
    this.#groups.clear();
    this.#size = 0;
    return items;
  }

  /** Of groups of equal length the one that added last loses. */
  #dropped(adding: string): T {
    let [longest, items] = [adding, this.#groups.get(adding)!];
    for (const [group, others] of this.#groups) {
      if (others.length > items.length) [longest, items] = [group, others];
    }
    const item = items.at(-1)!;
    this.delete(longest, item);
    return item;
  }
}
