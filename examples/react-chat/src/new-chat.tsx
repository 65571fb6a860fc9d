import { useConversations } from "@tramontane/react";
import { Composer } from "./composer.tsx";

/** Starts a conversation with its first message. */
export function NewChat() {
  const { start } = useConversations();
  const send = async (content: string) => {
    const result = await start({ agent: "market-assistant", content });
    if (result.ok) location.hash = result.value.conversationId;
    return result;
  };
  return (
    <section className="conversation">
      <header>
        <a className="back" href="#" aria-label="All conversations">←</a>
        <h1>New conversation</h1>
      </header>
      <p className="scrolled">
        Ask for prices (“What do NVDA and AMD cost?”), or for “Analyst recommendations for NVDA”,
        which need your approval.
      </p>
      <Composer send={send} />
    </section>
  );
}
