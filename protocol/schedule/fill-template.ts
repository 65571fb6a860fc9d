/** What the values of a template are taken from. */
export interface TemplateValues {
  /** Nominal time of the firing. */
  due: Date;
  timeZone: string;
  /** The reply or report of the last firing that completed; null: there is none. */
  lastReply: string | null;
}

/** The names that a template can have in `{{ }}`. */
export const templateNames = ["due", "date", "last.reply"] as const;

/** Without spaces of its own, which would make a search in many spaces take hours. */
const place = /\{\{([^{}]*)\}\}/g;

/** The names in `{{ }}` that a template cannot have. */
export function unknownNames(template: string): string[] {
  return namesIn(template).filter((name) => !(templateNames as readonly string[]).includes(name));
}

const namesIn = (template: string): string[] =>
  [...template.matchAll(place)].map(([, name = ""]) => name.trim());

/** The longest text of a template whose last reply is not there. */
export const longestWithoutReply = (template: string): string =>
  fillTemplate(template, longest, Infinity);

/** Of a firing that was asked for, the milliseconds are not 0. */
const longest = { due: new Date(1), timeZone: "UTC", lastReply: null };

/**
 * The text of a template, of at most `maxLength` UTF-16 units: the last reply is cut to the room that the rest leaves,
 * which `longestWithoutReply` has measured. Values are not templates.
 */
export function fillTemplate(template: string, values: TemplateValues, maxLength: number): string {
  const filled = (reply: string) =>
    template.replace(place, (_, name: string) => valueOf(name.trim(), values, reply));
  const places = namesIn(template).filter((name) => name === "last.reply").length;
  if (places === 0 || values.lastReply === null) return filled("");
  const room = Math.max(0, Math.floor((maxLength - filled("").length) / places));
  return filled(cut(values.lastReply, room));
}

function valueOf(name: string, { due, timeZone }: TemplateValues, reply: string): string {
  if (name === "due") return due.toISOString().replace(".000Z", "Z");
  return name === "date" ? dayIn(due, timeZone) : reply;
}

/** The calendar day in the time zone, `YYYY-MM-DD`. */
export function dayIn(at: Date, timeZone: string): string {
  const parts = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return new Intl.DateTimeFormat("en-CA", parts).format(at);
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.slice(0, Math.max(0, length - 1)).replace(/[\ud800-\udbff]$/, "");
  return length === 0 ? "" : `${end}…`;
}
