"use client";

import { useChat } from "@ai-sdk/react";
import { lastAssistantMessageIsCompleteWithApprovalResponses, type UIMessage } from "ai";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Composer } from "./composer.tsx";
import { Message } from "./message.tsx";
import { client, transport } from "./transport.ts";

/** A chat with its stored messages. */
export function Chat({ id }: { id: string }) {
  const [messages, setMessages] = useState<UIMessage[]>();
  const [error, setError] = useState<Error>();
  useEffect(() => {
    history.replaceState(null, "", `/?chat=${id}`);
    transport.loadMessages(id).then(setMessages, setError);
  }, [id]);
  if (error) return <p role="alert">{error.message}</p>;
  return messages ? <LoadedChat id={id} messages={messages} /> : <p>Loading the chat.</p>;
}

function LoadedChat({ id, messages: stored }: { id: string; messages: UIMessage[] }) {
  const [notice, setNotice] = useState("");
  const chat = useChat({
    id,
    messages: stored,
    transport,
    resume: true,
    sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithApprovalResponses,
    onData: ({ type }) => {
      if (type === "data-retry") setNotice("The model did not answer; it is asked again.");
    },
    onFinish: () => setNotice(""),
  });
  const { messages, status, error } = chat;
  const isBusy = status === "submitted" || status === "streaming";
  return (
    <main>
      <header>
        <h1>Market assistant</h1>
        <Connection />
        <a href="/">New chat</a>
      </header>
      <section aria-label="Messages" aria-live="polite">
        {messages.length === 0 && <p className="hint">Ask for the price of a share.</p>}
        {messages.map((message) => (
          <Message key={message.id} message={message} decide={chat.addToolApprovalResponse} />
        ))}
        {isBusy && <p className="hint">{notice || "The assistant works."}</p>}
        {error && <p role="alert">{error.message}</p>}
      </section>
      <Composer
        status={status}
        send={(text) => chat.sendMessage({ text })}
        stop={chat.stop}
        regenerate={isAnswered(messages.at(-1)) ? chat.regenerate : undefined}
      />
    </main>
  );
}

/** Whether a message is an answer that waits for no decision. */
const isAnswered = (message: UIMessage | undefined) =>
  message?.role === "assistant" &&
  !message.parts.some((part) => "state" in part && part.state?.startsWith("approval"));

const connectionState = () => client.connection().state;

/** Whether the page is connected; nothing while it needs no connection. */
function Connection() {
  const state = useSyncExternalStore(client.onConnection, connectionState, connectionState);
  const isLost = state === "waiting" || state === "connecting";
  return <span role="status">{isLost ? "Connecting" : ""}</span>;
}
