/**
 * The number of letters to insert, remove, replace or exchange with their neighbour to turn one word into another (optimal
 * string alignment).
 */
export function editDistance(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const exchanged = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
        ? at(before, j - 2) + 1
        : Infinity;
      next.push(Math.min(replaced, exchanged, at(row, j) + 1, at(next, j - 1) + 1));
    }
    [before, row] = [row, next];
  }
  return at(row, b.length);
}

const at = (row: readonly number[], j: number) => row[j] ?? Infinity;

/**
 * The nearest word, regardless of case and of `-` or `_`; undefined where none is within `max` letters, by default two
 * fifths of the word.
 */
export function nearest(
  word: string,
  words: readonly string[],
  max = Math.max(2, Math.floor(word.length * 0.4)),
): string | undefined {
  const plain = (text: string) => text.toUpperCase().replaceAll("-", "_");
  const ranked = words.map((other) => ({ other, far: editDistance(plain(word), plain(other)) }))
    .sort((a, b) => a.far - b.far || a.other.localeCompare(b.other));
  const [best] = ranked;
  return best && best.far <= max ? best.other : undefined;
}
