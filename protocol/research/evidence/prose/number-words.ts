/** Words of a language that belong to numbers. The keys of `scales` are in lower case, without a final point. */
export interface NumberWords {
  /** Powers of ten. */
  scales: Record<string, number>;
  percent: string[];
  percentagePoints: string[];
  basisPoints: string[];
  /** Multiples, as in `21 times`. */
  times: string[];
  /** Nouns of time: a number before them is a duration. */
  time: string[];
  /** Words that say that a value fell, and that it rose. Matched at the beginning of a word. */
  fell: string[];
  rose: string[];
}
