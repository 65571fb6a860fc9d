/** What every event of a stream says of itself. A subscription's document must select these three. */
export interface StreamEvent {
  /** Pass it as `after` to go on behind this event. Opaque. */
  cursor: string;
  /** First number this event covers: `seq` for a fact, `seq + 1` for a TextDelta. */
  fromSeq: number;
  /** Number of the last fact up to and including this event: 1, 2, 3, ... without holes. */
  seq: number;
}

/** Which of the three is missing or of another type; empty when it is an event. */
export function missingFields(value: unknown): string[] {
  const given = (typeof value === "object" && value !== null ? value : {}) as Partial<StreamEvent>;
  return [
    ...(typeof given.cursor === "string" ? [] : ["cursor"]),
    ...(Number.isInteger(given.fromSeq) ? [] : ["fromSeq"]),
    ...(Number.isInteger(given.seq) ? [] : ["seq"]),
  ];
}
