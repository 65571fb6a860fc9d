/** What every event of a stream says of itself. A subscription's document must select these three. */
export interface StreamEvent {
  /** Opaque cursor. Pass it as `after` to continue after this event. */
  cursor: string;
  /** First number that the event covers: `seq` for a stored event, `seq + 1` for a TextDelta. */
  fromSeq: number;
  /** Number of the event, or of the stored event before a TextDelta: 1, 2, 3, ... without gaps. */
  seq: number;
}

/** Required fields that are missing or have another type; empty for an event. */
export function missingFields(value: unknown): string[] {
  const given = (typeof value === "object" && value !== null ? value : {}) as Partial<StreamEvent>;
  return [
    ...(typeof given.cursor === "string" ? [] : ["cursor"]),
    ...(Number.isInteger(given.fromSeq) ? [] : ["fromSeq"]),
    ...(Number.isInteger(given.seq) ? [] : ["seq"]),
  ];
}
