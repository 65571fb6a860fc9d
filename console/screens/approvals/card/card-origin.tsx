import { Link } from "wouter";
import { links } from "../../../app/links.ts";
import list from "../../../ui/list.module.css";
import { Ago } from "../../../ui/time.tsx";
import { type CardDetails, nameOf } from "./card-approval.ts";

/** Where a call comes from: the agent with its version, and the conversation. */
export function CardOrigin({ details }: { details: CardDetails }) {
  if (!details) return null;
  const { context: { agentVersion, conversation }, toolCall } = details;
  const { agent, number } = agentVersion;
  const place = { turn: toolCall?.turn.number, entry: toolCall?.id };
  return (
    <p className={list["muted"]}>
      <Link href={links.agent(agent.name)}>{agent.name}@{number}</Link> asked{" "}
      <Ago at={details.createdAt} />
      {conversation && (
        <>
          {" in "}
          <Link href={links.conversation(conversation.id, place)}>{nameOf(conversation)}</Link>
        </>
      )}
    </p>
  );
}
