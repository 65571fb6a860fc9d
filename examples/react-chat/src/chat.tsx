import { type Conversation, useConversation } from "@tramontane/react";
import { Composer } from "./composer.tsx";
import { Entry } from "./entry.tsx";

/** One conversation, live. */
export function Chat({ id }: { id: string }) {
  const conversation = useConversation(id);
  const { title, agent, turns, turn, status, hasOlder, fault } = conversation;
  const { send, cancel, loadOlder } = conversation;
  const isOpen = status !== "missing" && status !== "closed";
  return (
    <section className="conversation">
      <header>
        <a className="back" href="#" aria-label="All conversations">←</a>
        <h1>{title ?? agent?.name}</h1>
        <small role="status">{whatItDoes(conversation)}</small>
        {turn?.id && <button type="button" onClick={() => cancel()}>Stop</button>}
      </header>
      <div className="scrolled" tabIndex={0}>
        <div role="log" aria-label="Messages">
          {fault && <p role="alert">{fault.message}</p>}
          {status === "missing" && <p role="alert">There is no conversation {id}.</p>}
          {hasOlder && <button type="button" onClick={loadOlder}>Show older messages</button>}
          {turns.map(({ key, entries, status, failure, retry }) => (
            <section key={key}>
              {entries.map((entry) => <Entry key={entry.key} entry={entry} in={conversation} />)}
              {retry && <p className="notice">{retry.failure?.message} It is tried again.</p>}
              {status === "FAILED" && <p role="alert">{failure?.message}</p>}
              {status === "CANCELLED" && <p className="muted">Stopped.</p>}
            </section>
          ))}
        </div>
      </div>
      {isOpen && <Composer send={send} />}
    </section>
  );
}

/** What the conversation does; while the connection is lost, that. */
function whatItDoes({ status, connection: { state } }: Conversation): string {
  return state === "waiting" || state === "connecting" ? "reconnecting …" : status;
}
