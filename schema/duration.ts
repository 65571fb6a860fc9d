const pattern = /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;
const units = [86_400_000, 3_600_000, 60_000, 1_000];

/** Milliseconds of an ISO 8601 duration in days or smaller; null when `text` is none. */
export function parseDuration(text: string): number | null {
  const match = pattern.exec(text);
  if (!match || text === "P") return null;
  return match.slice(1).reduce((ms, part, i) => ms + Number(part ?? 0) * (units[i] ?? 0), 0);
}
