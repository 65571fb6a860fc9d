/** The parts of the address of a conversation's page that a link can hold. */
export interface ConversationPlace {
  /** Number of a turn to scroll to. */
  turn?: number | undefined;
  /** Id of an entry that the inspector shows. */
  entry?: string | undefined;
  /** Number of an event: the page shows the state after it. */
  at?: number | undefined;
  view?: "transcript" | "timeline" | "events" | undefined;
}

/** The parts of the address of a research run that a link can hold. */
export interface ResearchPlace {
  /** Id of a phase to show. */
  phase?: string | undefined;
  /** Name of a figure, whose tool call is shown. */
  figure?: string | undefined;
}

/** Parameters of an address, without those that have no value. */
export function parameters(values: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? "" : `?${text}`;
}

/** Paths below `/console`, for `Link` and `navigate`. */
export const links = {
  conversations: "/conversations",
  conversation: (id: string, place: ConversationPlace = {}) =>
    `/conversations/${encodeURIComponent(id)}${parameters({ ...place })}`,
  approvals: "/approvals",
  research: (id?: string, place: ResearchPlace = {}) =>
    id === undefined
      ? "/research"
      : `/research/${encodeURIComponent(id)}${parameters({ ...place })}`,
  agent: (name?: string) => name === undefined ? "/agents" : `/agents/${encodeURIComponent(name)}`,
  schedules: (id?: string) =>
    id === undefined ? "/schedules" : `/schedules/${encodeURIComponent(id)}`,
  webhooks: (id?: string) => id === undefined ? "/webhooks" : `/webhooks/${encodeURIComponent(id)}`,
  search: (query: string) => `/search${parameters({ q: query })}`,
} as const;
