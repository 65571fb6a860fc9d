import type { ConversationRowFragment } from "./list.generated.ts";

/** A conversation of the list. */
export interface Row extends Omit<ConversationRowFragment, "agentVersion" | "usage"> {
  readonly agent: string;
  readonly version: number;
  /** Amount in US dollars; null: no price is known; undefined: the viewer may not see it. */
  readonly cost: string | null | undefined;
}

/** A conversation as the list shows it. */
export function rowOf({ agentVersion, usage, ...rest }: ConversationRowFragment): Row {
  const { number: version, agent: { name: agent } } = agentVersion;
  const cost = usage ? usage.cost?.amount ?? null : undefined;
  return { ...rest, agent, version, cost };
}

/** What a conversation is called: its title, else its first words. */
export const nameOf = ({ title, firstText }: Pick<Row, "title" | "firstText">): string =>
  title || firstText || "without a message";
