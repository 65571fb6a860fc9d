import type { ConversationFilter } from "../../../document-types.generated.ts";

/** Parameters of the address that filter the list, in the order of the page. `label` may be there several times. */
export const filterNames = [
  ...["text", "agent", "version", "state", "label", "since", "until", "cost"] as const,
];
/** Name of a filter. */
export type FilterName = typeof filterNames[number];

/** The states to choose from: what the API is asked for, and the words. */
export const states = {
  open: { word: "open", filter: { open: true } },
  running: { word: "running", filter: { currentTurn: "RUNNING" } },
  waiting: { word: "waiting for approval or a retry", filter: { currentTurn: "WAITING" } },
  queued: { word: "queued", filter: { currentTurn: "QUEUED" } },
  failed: { word: "last turn failed", filter: { lastTurn: "FAILED" } },
  completed: { word: "last turn completed", filter: { lastTurn: "COMPLETED" } },
  cancelled: { word: "last turn cancelled", filter: { lastTurn: "CANCELLED" } },
  closed: { word: "closed", filter: { open: false } },
} as const satisfies Record<string, { word: string; filter: ConversationFilter }>;

const isState = (value: string): value is keyof typeof states => Object.hasOwn(states, value);

/** A filter in force, as the page names it. */
export interface Chip {
  readonly name: FilterName;
  readonly value: string;
  readonly words: string;
}

const wordsOf: Record<FilterName, (value: string) => string> = {
  text: (value) => `contains “${value}”`,
  agent: (value) => `agent ${value}`,
  version: (value) => `version ${value}`,
  state: (value) => isState(value) ? states[value].word : value,
  label: (value) => `label ${value}`,
  since: (value) => `active since ${value}`,
  until: (value) => `active until ${value}`,
  cost: (value) => `costs at least $${value}`,
};

/** The filters of an address. A value that the page cannot read is left out, so that an old link still opens. */
export function chipsOf(parameters: URLSearchParams): Chip[] {
  return filterNames.flatMap((name) =>
    parameters.getAll(name).filter((value) => isReadable(name, value)).map((value) => ({
      ...{ name, value, words: wordsOf[name](value) },
    }))
  );
}

function isReadable(name: FilterName, value: string): boolean {
  if (value.trim() === "") return false;
  if (name === "state") return isState(value);
  if (name === "version") return /^[1-9]\d{0,8}$/.test(value);
  if (name === "cost") return /^\d{1,9}(\.\d{1,9})?$/.test(value);
  if (name === "since" || name === "until") return !Number.isNaN(dayStart(value, 0).getTime());
  return value.length <= 200;
}

/** Start of a day of the reader's zone, `days` later. */
function dayStart(day: string, days: number): Date {
  const [year = NaN, month = NaN, date = NaN] = /^\d{4}-\d{2}-\d{2}$/.test(day)
    ? day.split("-").map(Number)
    : [];
  return new Date(year, month - 1, date + days);
}

/** The same filters as the API takes them; null: none. A day counts in the reader's zone, `until` with its end. */
export function filterOf(chips: readonly Chip[]): ConversationFilter | null {
  if (chips.length === 0) return null;
  const one = (name: FilterName) => chips.find((chip) => chip.name === name)?.value;
  const labels = chips.filter(({ name }) => name === "label").map(({ value }) => value);
  const [state, since, until] = [one("state"), one("since"), one("until")];
  const [agent, version, cost, text] = [one("agent"), one("version"), one("cost"), one("text")];
  return {
    ...(state && isState(state) && states[state].filter),
    ...(agent && { agent }),
    // Versions are numbered within an agent.
    ...(agent && version && { version: Number(version) }),
    ...(labels.length > 0 && { labels }),
    ...(since && { activeFrom: dayStart(since, 0).toISOString() }),
    ...(until && { activeTo: dayStart(until, 1).toISOString() }),
    ...(cost && { minCost: { amount: cost, currency: "USD" } }),
    ...(text && { text }),
  };
}
