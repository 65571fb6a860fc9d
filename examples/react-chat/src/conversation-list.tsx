import { useConversations } from "@tramontane/react";

/** The latest conversations. */
export function ConversationList({ selected }: { selected: string }) {
  const { conversations, fault } = useConversations();
  return (
    <nav aria-label="Conversations">
      <h1>Tramontane</h1>
      <a className="new" href="#new" aria-current={selected === "new" ? "page" : undefined}>
        New conversation
      </a>
      {fault && <p role="alert">{fault.message}</p>}
      <ul>
        {conversations.map(({ id, title, firstText, agent, status }) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === selected ? "page" : undefined}>
              {title ?? (firstText || "Without a message")}
              <small>{agent.name} · {status?.toLowerCase() ?? "idle"}</small>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
