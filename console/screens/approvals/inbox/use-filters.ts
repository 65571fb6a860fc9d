import { useParameter } from "../../../app/address.ts";
import type { CardDetails, LiveApproval } from "../card/card-approval.ts";
import { toolName } from "./call-groups.ts";

/** The agent that asked; null: not read yet. */
const agentName = (details: CardDetails): string | null =>
  details?.context.agentVersion.agent.name ?? null;

/** The filters of the inbox, which are in the address. */
export function useFilters(detailsOf: (id: string) => CardDetails) {
  const [tool, setTool] = useParameter("tool");
  const [agent, setAgent] = useParameter("agent");
  const agentOf = ({ id }: LiveApproval) => agentName(detailsOf(id));
  const matches = (approval: LiveApproval) =>
    (tool === null || toolName(approval) === tool) &&
    (agent === null || agentOf(approval) === agent);
  return {
    tool,
    setTool,
    agent,
    setAgent,
    agentOf,
    matches,
    isActive: tool !== null || agent !== null,
  };
}

/** What `useFilters` gives. */
export type Filters = ReturnType<typeof useFilters>;
