import type { Conversation } from "@tramontane/react";
import { Link } from "wouter";
import { links } from "../../app/links.ts";
import { Status } from "../../ui/status.tsx";
import { agentName } from "./transcript/agent-name.ts";
import type { ConversationFacts } from "./use-facts.ts";
import css from "./conversation.module.css";

/** The line below the title: state, agent, labels, origin. */
export function Facts(
  { conversation: { status, agent }, facts }: {
    conversation: Conversation;
    facts: ConversationFacts | null;
  },
) {
  const origin = facts?.forkedFrom?.turn.conversation;
  return (
    <div className={css["facts"]}>
      <Status value={status.toUpperCase()} />
      {agent && <Link href={links.agent(agent.name)}>{agentName(agent)}</Link>}
      {facts?.labels.map((label) => <span key={label} className={css["label"]}>{label}</span>)}
      {origin && (
        <span>
          fork of{" "}
          <Link href={links.conversation(origin.id, { entry: facts.forkedFrom?.id })}>
            {origin.title ?? "another conversation"}
          </Link>
        </span>
      )}
    </div>
  );
}
