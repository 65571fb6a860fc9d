import { missingFields, type StreamEvent } from "../event.ts";

/** An event of a recorded stream. */
export interface Recorded<E extends StreamEvent = StreamEvent> {
  /** Time of its arrival since the start of the recording, ms. */
  at: number;
  event: E;
}

/** A line of a recording. */
export function recordedLine(recorded: Recorded): string {
  return JSON.stringify(recorded);
}

/** The events of a recording, one JSON object per line. Throws SyntaxError with the number of an invalid line. */
export function parseRecording<E extends StreamEvent = StreamEvent>(text: string): Recorded<E>[] {
  return text.split("\n").flatMap((line, index) =>
    line.trim() === "" ? [] : [parsedLine(line, index + 1) as Recorded<E>]
  );
}

function parsedLine(line: string, number: number): Recorded {
  const { at, event } = jsonObject(line);
  const missing = [...(typeof at === "number" ? [] : ["at"]), ...missingFields(event)];
  if (missing.length === 0) return { at, event } as Recorded;
  throw new SyntaxError(`line ${number} is not a recorded event; missing: ${missing.join(", ")}`);
}

function jsonObject(line: string): Partial<Record<keyof Recorded, unknown>> {
  try {
    return { ...JSON.parse(line) };
  } catch {
    return {};
  }
}
