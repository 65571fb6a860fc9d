import { useSyncExternalStore } from "react";
import { Chat } from "./chat.tsx";
import { ConversationList } from "./conversation-list.tsx";
import { NewChat } from "./new-chat.tsx";

/** The list, and next to it the conversation that the address names: `#<id>`, or `#new`. */
export function App() {
  const selected = useSyncExternalStore(watchHash, () => location.hash.slice(1));
  return (
    <main className={selected === "" ? "app" : "app chat"}>
      <ConversationList selected={selected} />
      {selected === "" || selected === "new" ? <NewChat /> : <Chat key={selected} id={selected} />}
    </main>
  );
}

function watchHash(changed: () => void) {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}
