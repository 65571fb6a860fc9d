import { Link } from "wouter";
import { links } from "../../../app/links.ts";
import list from "../../../ui/list.module.css";
import { Ago } from "../../../ui/time.tsx";
import type { CardDetails } from "./card-approval.ts";

/** Where a call comes from: the agent with its version, and the conversation. */
export function CardOrigin({ details }: { details: CardDetails }) {
  const turn = details?.toolCall?.turn;
  if (!turn) return null;
  const { conversation, number } = turn;
  const { agent, number: version } = conversation.agentVersion;
  return (
    <p className={list["muted"]}>
      <Link href={links.agent(agent.name)}>{agent.name}@{version}</Link> asked{" "}
      <Ago at={details.createdAt} /> in{" "}
      <Link
        href={links.conversation(conversation.id, {
          turn: number,
          entry: details.toolCall?.id,
        })}
      >
        {conversation.title ?? "this conversation"}
      </Link>
    </p>
  );
}
