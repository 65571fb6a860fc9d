import { Page } from "../../ui/page.tsx";

/** The screen Agents. */
export function AgentsScreen() {
  return <Page title="Agents">{null}</Page>;
}
