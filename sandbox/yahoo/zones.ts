const formats = new Map<string, Intl.DateTimeFormat>();

/** One format per time zone of the venues. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const kept = formats.get(zone);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  formats.set(zone, made);
  return made;
}

function readOffset(zone: string, at: number): number {
  const text = formatOf(zone).format(at * 1_000);
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(text) ?? [];
  const size = Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60;
  return sign === "-" ? -size : size;
}

// Formatting is slow, and a chart asks for thousands of days. Bounded by the venues' zones and ten years.
const offsets = new Map<string, number | null>();

/** Seconds that the clocks of a time zone are ahead of UTC at an instant (seconds). */
export function offsetAt(zone: string, at: number): number {
  const day = Math.floor(at / 86_400);
  const key = `${zone} ${day}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const first = readOffset(zone, day * 86_400);
    // Null: the clocks change on this day.
    offset = first === readOffset(zone, (day + 1) * 86_400 - 1) ? first : null;
    offsets.set(key, offset);
  }
  return offset ?? readOffset(zone, at);
}

/** The instant (seconds) at which the clocks of a zone show `minutes` after midnight of a day, counted from 1970. */
export function instantOf(zone: string, day: number, minutes: number): number {
  const local = day * 86_400 + minutes * 60;
  const near = local - offsetAt(zone, local);
  return local - offsetAt(zone, near);
}

/** The day in a time zone at an instant (seconds), counted from 1970. */
export const dayIn = (zone: string, at: number): number =>
  Math.floor((at + offsetAt(zone, at)) / 86_400);

/** Short name of a zone at an instant (seconds): EST, EDT, GMT+9. */
export function shortNameAt(zone: string, at: number): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" });
  const part = format.formatToParts(at * 1_000).find(({ type }) => type === "timeZoneName");
  return part?.value ?? "UTC";
}

/** A day, counted from 1970, as YYYY-MM-DD. */
export const isoDay = (day: number): string =>
  new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The day of a YYYY-MM-DD, counted from 1970. */
export const dayOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
