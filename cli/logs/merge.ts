/** A line of a part's log. */
export interface PartLine {
  part: string;
  line: string;
}

const at = /^\{"at":"([^"]+)"/;
// The starts of lines of PostgreSQL and Temporal.
const foreign = /^(?:time=)?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d\.\d+)/;

/**
 * The lines of several logs in the order of their times. A line without a time belongs to the line before it in its log;
 * equal times keep the order of the logs.
 */
export function mergeByTime(logs: readonly (readonly PartLine[])[]): PartLine[] {
  const timed = logs.flatMap((lines) => {
    let last = "";
    return lines.map((line) => ({ line, time: last = timeOf(line.line) ?? last }));
  });
  return timed.sort((a, b) => a.time < b.time ? -1 : a.time > b.time ? 1 : 0).map((t) => t.line);
}

function timeOf(line: string): string | undefined {
  const ours = at.exec(line)?.[1];
  if (ours) return ours;
  const [, day, time] = foreign.exec(line) ?? [];
  return day && time ? `${day}T${time}Z` : undefined;
}
