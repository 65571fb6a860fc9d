import type { Conversation } from "@tramontane/react";
import { Link } from "wouter";
import { links } from "../../../app/links.ts";
import { Loading } from "../../../ui/loading.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Status } from "../../../ui/status.tsx";
import { fullTime } from "../../../ui/time.tsx";
import { Values } from "../../../ui/values.tsx";
import { DiscardedText } from "./discarded-text.tsx";
import { IdValue } from "./id-value.tsx";
import { consoleInspectedEntry } from "./inspector.generated.ts";
import { RawEvents } from "./raw-events.tsx";
import { ShownQuery } from "./shown-query.tsx";
import { StepDetails } from "./step-details.tsx";
import { TurnDetails } from "./turn-details.tsx";
import { type InspectedEntry, useInspectedEntry } from "./use-inspected.ts";

/** Details of an entry, and of the turn that it is of. */
export function EntryPanel({ id, conversation }: { id: string; conversation: Conversation }) {
  const shown = conversation.entries.find((one) => one.id === id);
  const stamp = `${shown?.status} ${conversation.turn?.status}`;
  const { entry, fault, isLoading } = useInspectedEntry(id, stamp);
  if (fault) return <Notice kind="fault">{fault}</Notice>;
  if (isLoading) return <Loading what="the entry" />;
  if (!entry) return <p>There is no entry with this id, or it is not yours to read.</p>;
  return (
    <>
      <h3>{titleOf(entry)}</h3>
      <Values
        values={{
          Status: <Status value={shown?.status ?? entry.status} />,
          Id: <IdValue id={entry.id} what="the id of the entry" />,
          "Idempotency key": "idempotencyKey" in entry && entry.idempotencyKey
            ? <IdValue id={entry.idempotencyKey} what="the idempotency key" />
            : null,
          Agent: versionOf(entry),
          Model: entry.__typename === "Message" ? entry.author?.model : null,
          Server: entry.__typename === "ToolCall" ? entry.server : null,
          Begun: fullTime(entry.createdAt),
        }}
      />
      {entry.__typename === "ToolCall" && <StepDetails step={entry} />}
      <TurnDetails turn={entry.turn} />
      <DiscardedText conversationId={conversation.id} turnId={entry.turn.id} />
      <ShownQuery document={consoleInspectedEntry} variables={{ id }} />
      <RawEvents conversationId={conversation.id} id={id} />
    </>
  );
}

function titleOf(entry: InspectedEntry): string {
  if (entry.__typename === "ToolCall") return `Tool call ${entry.name}`;
  if (entry.__typename === "Handoff") return "Hand-off";
  return entry.role === "USER" ? "Message of the user" : "Message of the agent";
}

function versionOf(entry: InspectedEntry) {
  const version = entry.__typename === "Message"
    ? entry.author
    : entry.__typename === "Handoff"
    ? entry.from
    : null;
  if (!version) return null;
  const { agent, number } = version;
  return <Link href={links.agent(agent.name)}>{agent.name}@{number}</Link>;
}
