import { Page } from "../../ui/page.tsx";

/** The screen Conversation. */
export function ConversationScreen() {
  return <Page title="Conversation">{null}</Page>;
}
