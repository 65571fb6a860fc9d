import { useParams } from "wouter";
import { ConversationPage } from "./conversation-page.tsx";

/** The screen Conversation: each conversation has a page with a state of its own. */
export function ConversationScreen() {
  const { id = "" } = useParams<{ id: string }>();
  return <ConversationPage key={id} id={id} />;
}
