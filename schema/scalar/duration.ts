const pattern = /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;
const units = [86_400_000, 3_600_000, 60_000, 1_000];

/** Maximum duration. A longer one limits nothing here, and milliseconds stay exact. */
export const maxDurationDays = 36_500;

/** Milliseconds of an ISO 8601 duration in days and smaller units; null for other text and for longer ones. */
export function parseDuration(text: string): number | null {
  const match = pattern.exec(text);
  if (!match || text === "P") return null;
  const ms = match.slice(1).reduce((sum, part, i) => sum + Number(part ?? 0) * (units[i] ?? 0), 0);
  return ms <= maxDurationDays * 86_400_000 ? Math.round(ms) : null;
}

/** ISO 8601 text of a duration in milliseconds, in days and smaller units. */
export function formatDuration(ms: number): string {
  let rest = Math.max(0, ms);
  const [days = 0, hours = 0, minutes = 0] = units.slice(0, 3).map((unit) => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return count;
  });
  const part = (count: number, letter: string) => count > 0 ? `${count}${letter}` : "";
  const time = part(hours, "H") + part(minutes, "M") + part(rest / 1_000, "S");
  const text = `P${part(days, "D")}${time && `T${time}`}`;
  return text === "P" ? "PT0S" : text;
}
