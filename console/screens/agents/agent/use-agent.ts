import { useParameter } from "../../../app/address.ts";
import { useKept } from "../../../api/use-kept.ts";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { useAgentChanges } from "../use-agent-changes.ts";
import { agentPage, type AgentPageQuery } from "./agent-page.generated.ts";

/** An agent as its page shows it. */
export type PageAgent = NonNullable<AgentPageQuery["agent"]>;
/** A version in the list of its agent. */
export type ListedVersion = NonNullable<PageAgent["versions"]>["nodes"][number];
/** An alias of the agent. */
export type Alias = NonNullable<PageAgent["aliases"]>[number];

/** Versions on a page of the list. */
const pageSize = 50;

/** Reads an agent with the page of its versions that the address names. */
export function useAgent(name: string) {
  const [after] = useParameter("after");
  const query = useApiQuery(agentPage, { name, first: pageSize, after });
  const { data, ...kept } = useKept(`${name} ${after}`, query);
  const { isLoading, fault, refetch } = query;
  useAgentChanges(name, refetch);
  const isMissing = data !== undefined && data.agent === null;
  return { agent: data?.agent, kept, isLoading, isMissing, fault, refetch };
}
