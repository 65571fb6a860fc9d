import type { ConversationEntry, MessageEntry, ToolCallEntry } from "@tramontane/client/store";
import { type Conversation, useEntryText } from "@tramontane/react";
import Markdown from "react-markdown";
import { ApprovalForm } from "./approval-form.tsx";

interface Properties<E> {
  entry: E;
  in: Conversation;
}

/** A message, a tool call or a hand-off of a conversation. */
export function Entry({ entry, in: conversation }: Properties<ConversationEntry>) {
  if (entry.type === "message") return <Message entry={entry} in={conversation} />;
  if (entry.type === "tool-call") return <ToolCall entry={entry} in={conversation} />;
  return <p className="muted">{entry.from.name} hands over to {entry.to?.name}.</p>;
}

function Message({ entry, in: { retry, dismiss } }: Properties<MessageEntry>) {
  const { id, key, role, delivery, fault } = entry;
  const text = useEntryText(id); // renders this message alone while it is written
  return (
    <article className={role.toLowerCase()} data-entry={id} data-delivery={delivery}>
      <span className="hidden-label">{role === "USER" ? "You:" : "Agent:"}</span>
      {role === "USER" ? <p>{text}</p> : <Markdown>{text}</Markdown>}
      {delivery === "queued" && <small>Waits for the connection.</small>}
      {fault && (
        <div className="row" role="alert">
          {fault.message}
          <button type="button" onClick={() => retry(key)}>Send again</button>
          <button type="button" onClick={() => dismiss(key)}>Remove</button>
        </div>
      )}
    </article>
  );
}

function ToolCall({ entry, in: { decide } }: Properties<ToolCallEntry>) {
  const { id, server, name, status, approval, result, failure, note } = entry;
  return (
    <>
      <details data-entry={id}>
        <summary>
          {server}: {name} <small>{note ?? status.toLowerCase()}</small>
        </summary>
        {entry.arguments !== null && <pre>{JSON.stringify(entry.arguments, null, 2)}</pre>}
        {result !== null && <pre>{result}</pre>}
        {failure && <p className="notice">{failure.message}</p>}
      </details>
      {approval?.verdict === "PENDING" && (
        <ApprovalForm name={name} approval={approval} decide={decide} />
      )}
    </>
  );
}
