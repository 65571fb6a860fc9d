import { type FeedFilter, useFeed } from "@tramontane/react";

/** One filter for all pages of agents, so that they share a subscription. */
const changesOfAgents: FeedFilter = {
  kinds: ["AGENT_VERSION_REGISTERED", "AGENT_ARCHIVED", "ALIAS_MOVED"],
};

/** Calls back when an agent may have changed: a new version, its archive, a move of an alias. Null: any agent. */
export function useAgentChanges(agent: string | null, onChanged: () => void): void {
  useFeed(changesOfAgents, (item) => {
    if (item === null || agent === null || item.agent === agent) onChanged();
  });
}
