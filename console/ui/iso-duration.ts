const pattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;
const units = [["d", 86_400], ["h", 3_600], ["min", 60]] as const;

/** A duration of the API in words: `PT90M` is `1 h 30 min`. One of another form is shown as it is. */
export function durationWords(iso: string): string {
  const match = pattern.exec(iso);
  if (!match) return iso;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  let rest = (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  const words: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    if (count > 0) words.push(`${count} ${unit}`);
    rest -= count * size;
  }
  if (rest > 0 || words.length === 0) words.push(`${Number(rest.toFixed(3))} s`);
  return words.join(" ");
}
