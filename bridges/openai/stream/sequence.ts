/**
 * Where an event is in the stream of a response. `count` counts the events that every reader gets. An attempt of the
 * model that was discarded may have been shown in part, to some readers: `generation` counts such attempts, `replaced`
 * the items that this reader was shown and that were replaced.
 */
export interface Place {
  generation: number;
  replaced: number;
  count: number;
}

const counts = 2 ** 20;
const replacements = 2 ** 6;

/**
 * The sequence number of a place: 0, 1, 2, ... while no attempt is discarded, in the next block of 2^20 after that. It
 * grows along each stream, and the same place has the same number for each reader.
 */
export function sequenceOf({ generation, replaced, count }: Place): number {
  return (generation * replacements + Math.min(replaced, replacements - 1)) * counts + count;
}

/** How many items the reader of this number was shown that were replaced. */
export function replacedAt(sequence: number): number {
  return Math.floor(sequence / counts) % replacements;
}
