import type { FeedKind } from "../../../protocol/feed/feed-item.ts";

/** The settings of a webhook, as the fields of a form have them. */
export interface WebhookForm {
  name: string;
  address: string;
  /** False: items of all kinds, whatever is chosen. */
  isChosen: boolean;
  kinds: readonly FeedKind[];
  /** Empty: about any agent. */
  agent: string;
  sendsContent: boolean;
}

/** A form for a new webhook; what most receivers wait for is chosen. */
export const emptyForm: WebhookForm = {
  ...{ name: "", address: "", isChosen: false, agent: "", sendsContent: false },
  kinds: ["TURN_CHANGED", "APPROVAL_CHANGED", "RESEARCH_ENDED"],
};

/** The settings as the API takes them. */
export function inputOf({ name, address, isChosen, kinds, agent, sendsContent }: WebhookForm) {
  const agentName = agent.trim() === "" ? null : agent.trim();
  return { name, address, kinds: isChosen ? [...kinds] : null, agentName, sendsContent };
}

/** A form with the settings of a webhook. */
export function formOf(
  { name, address, kinds, agentName, sendsContent }: {
    name: string;
    address: string;
    kinds: readonly FeedKind[] | null;
    agentName: string | null;
    sendsContent: boolean;
  },
): WebhookForm {
  return {
    ...{ name, address, sendsContent, agent: agentName ?? "" },
    ...{ isChosen: kinds !== null, kinds: kinds ?? emptyForm.kinds },
  };
}
