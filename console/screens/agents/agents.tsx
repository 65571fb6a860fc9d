import { useParams } from "wouter";
import { AgentPage } from "./agent/agent-page.tsx";
import { AgentList } from "./list/agent-list.tsx";

/** The screen Agents: the list, or the agent that the address names. */
export function AgentsScreen() {
  const { name } = useParams<{ name?: string }>();
  return name === undefined ? <AgentList /> : <AgentPage key={name} name={name} />;
}
