import type { Metric } from "../phase.ts";
import type { NumberFormats } from "./number-formats.ts";

const instantOrDay = /(\d{4}-\d\d-\d\d)(T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?/g;

/**
 * The period of a figure to show: days and instants in it as days of the report's language, other words unchanged;
 * empty if there is none. An instant keeps the day that is written in it.
 */
export function periodOf({ period }: Pick<Metric, "period">, formats: NumberFormats): string {
  return (period ?? "").replace(instantOrDay, (whole, day: string) => {
    const at = Date.parse(`${day}T00:00:00Z`);
    return Number.isNaN(at) ? whole : formats.day(at);
  });
}
