import { Page } from "../../ui/page.tsx";

/** The screen Conversations. */
export function ConversationsScreen() {
  return <Page title="Conversations">{null}</Page>;
}
