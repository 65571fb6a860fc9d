import type { Conversation } from "@tramontane/react";
import { Link } from "wouter";
import { links } from "../../app/links.ts";
import { Status } from "../../ui/status.tsx";
import { agentName } from "./transcript/agent-name.ts";
import type { ConversationDetails } from "./use-details.ts";
import css from "./conversation.module.css";

/** The line below the title: state, agent, labels, origin. */
export function DetailsLine(
  { conversation: { status, agent, turns }, details }: {
    conversation: Conversation;
    details: ConversationDetails | null;
  },
) {
  const origin = details?.forkedFrom?.turn.conversation;
  return (
    <div className={css["details"]}>
      {status === "idle" && turns.at(-1)?.status === "FAILED"
        ? <Status value="FAILED" word="last turn failed" />
        : <Status value={status.toUpperCase()} />}
      {agent && <Link href={links.agent(agent.name)}>{agentName(agent)}</Link>}
      {details?.labels.map((label) => <span key={label} className={css["label"]}>{label}</span>)}
      {origin && (
        <span>
          fork of{" "}
          <Link href={links.conversation(origin.id, { entry: details.forkedFrom?.id })}>
            {origin.title ?? "another conversation"}
          </Link>
        </span>
      )}
    </div>
  );
}
