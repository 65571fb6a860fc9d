/** A pattern of dates, times, years and quarters in a language, which are no figures. */
export function datePattern(language: string): RegExp {
  const months = [...new Set([...monthsOf("en"), ...monthsOf(language)])].map(escaped)
    .toSorted((a, b) => b.length - a.length).join("|");
  const day = "(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|er|\\.|º|ª)?";
  const year = "(?:19|20)\\d\\d";
  return new RegExp(
    [
      `${year}-\\d\\d-\\d\\d(?:T[\\d:.]+Z?)?`,
      `\\d{1,2}[./]\\d{1,2}[./](?:${year}|\\d\\d)(?!\\d)`,
      `\\d{1,2}:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?`,
      `${day}\\s+(?:of\\s+|de\\s+)?(?:${months})(?:\\.|\\b)(?:,?\\s+(?:de\\s+)?${year}\\b)?`,
      `(?:${months})\\.?\\s+${day}(?!\\d|[.,]\\d|[-\\s]?(?:%|percent|per cent|prozent|pour))(?:,?\\s+${year}\\b)?`,
      `${year}\\s?[-–/]\\s?(?:${year}|\\d\\d)(?!\\d)`,
      `\\b(?:FY|GJ|fiscal|fiskal\\w*|exercice)\\s?'?(?:${year}|\\d\\d)(?!\\d)(?:\\s?[-–/]\\s?(?:${year}|\\d\\d)(?!\\d))?`,
      `\\b[1-4]Q\\s?'?(?:${year}|\\d\\d)?\\b`,
    ].map((part) => `(?<![\\d\\p{L}])(?:${part})`).join("|"),
    "giu",
  );
}

function monthsOf(language: string): string[] {
  const names = (["long", "short"] as const).flatMap((month) => {
    const format = dateFormat(language, month);
    return [...Array(12).keys()].map((m) => format.format(new Date(Date.UTC(2026, m, 15))));
  });
  return names.map((name) => name.replace(/\.$/, "")).filter((name) => /^\p{L}{3,}$/u.test(name));
}

function dateFormat(language: string, month: "long" | "short"): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, { month, timeZone: "UTC" });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Intl.DateTimeFormat("en", { month, timeZone: "UTC" });
  }
}

/** A text as a part of a pattern. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
