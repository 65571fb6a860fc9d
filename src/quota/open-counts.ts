/** Counts what each principal has open. A principal with nothing open takes no memory. */
export class OpenCounts {
  readonly #open = new Map<string, number>();

  /** Counts one more, unless that exceeds the limit (null: none). Ends when the returned function is called first. */
  begin(tenant: string, subject: string, limit: number | null): (() => void) | null {
    const key = JSON.stringify([tenant, subject]);
    const open = this.#open.get(key) ?? 0;
    if (limit !== null && open >= limit) return null;
    this.#open.set(key, open + 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      const left = (this.#open.get(key) ?? 1) - 1;
      if (left > 0) this.#open.set(key, left);
      else this.#open.delete(key);
    };
  }

  /** The number of principals with something open. */
  get size(): number {
    return this.#open.size;
  }
}
