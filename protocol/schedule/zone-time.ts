/** A local date and time, as the UTC time with the same digits, ms. */
export type WallTime = number;

/** The clock of a time zone. */
export interface ZoneClock {
  /** The local time of a moment. */
  wallOf(at: number): WallTime;
  /**
   * The moments at which the clock shows a local time: none where a switch leaves it out, two where it occurs twice, in
   * their order.
   */
  momentsOf(wall: WallTime): number[];
  /** The first moment after the gap of a local time that a switch leaves out. */
  afterGap(wall: WallTime): number;
}

/** Longer than any offset from UTC and any switch, ms. */
const beyondMs = 26 * 60 * 60_000;
const minuteMs = 60_000;

/** The clock of an IANA time zone. Throws a RangeError for a name that this process does not know. */
export function zoneClock(timeZone: string): ZoneClock {
  const format = new Intl.DateTimeFormat("en", {
    ...{ timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  const wallOf = (at: number) => {
    const parts = format.formatToParts(at);
    const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    const [month, second] = [of("month") - 1, of("second")];
    return Date.UTC(of("year"), month, of("day"), of("hour"), of("minute"), second);
  };
  const offsetAt = (at: number) => wallOf(at) - at;
  return {
    wallOf,
    momentsOf(wall) {
      const [before, after] = [offsetAt(wall - beyondMs), offsetAt(wall + beyondMs)];
      const moments = [...new Set([wall - before, wall - after])];
      return moments.filter((at) => wallOf(at) === wall).toSorted((a, b) => a - b);
    },
    afterGap(wall) {
      const before = offsetAt(wall - beyondMs);
      let [last, first] = [wall - offsetAt(wall + beyondMs), wall - before];
      while (first - last > minuteMs) {
        const middle = last + Math.floor((first - last) / 2 / minuteMs) * minuteMs;
        if (offsetAt(middle) === before) last = middle;
        else first = middle;
      }
      return first;
    },
  };
}

/** True for the name of an IANA time zone that this process knows. */
export function isTimeZone(name: string): boolean {
  // Offsets such as +02:00 are accepted by Intl, and have no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    zoneClock(name);
    return true;
  } catch {
    return false;
  }
}
