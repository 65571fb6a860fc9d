import { useParameter } from "../../../app/address.ts";
import { useKept } from "../../../api/use-kept.ts";
import { useApiQuery } from "../../../api/use-api-query.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/field.tsx";
import { KeptData } from "../../../ui/kept.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { Page } from "../../../ui/page.tsx";
import list from "../../../ui/list.module.css";
import { agentList } from "./agent-list.generated.ts";
import { useAgentChanges } from "../use-agent-changes.ts";
import { AgentRow } from "./agent-row.tsx";
import { NoAgents } from "./no-agents.tsx";
import { useRowKeys } from "../../../ui/row-keys.ts";

/** Agents on a page of the list. */
const pageSize = 50;

/** All agents with their latest version and their aliases. */
export function AgentList() {
  const [archived, setArchived] = useParameter("archived");
  const [after, setAfter] = useParameter("after");
  const variables = { first: pageSize, after, archived: archived === "yes" };
  const query = useApiQuery(agentList, variables);
  const { data, ...kept } = useKept(JSON.stringify(variables), query);
  useAgentChanges(null, query.refetch);
  const rows = useRowKeys<HTMLUListElement>();
  const agents = data?.agents?.nodes ?? [];
  const { hasNextPage, endCursor } = data?.agents?.pageInfo ?? {};
  const showArchived = (isShown: boolean) => setArchived(isShown ? "yes" : null);
  return (
    <Page
      title="Agents"
      actions={
        <Checkbox
          label="Show archived agents"
          checked={archived === "yes"}
          onChange={(event) => showArchived(event.currentTarget.checked)}
        />
      }
    >
      {query.isLoading && <Loading what="the agents" />}
      <KeptData {...kept} fault={query.fault}>
        {data && agents.length === 0 && <NoAgents onLoaded={query.refetch} />}
        {agents.length > 0 && (
          <ul ref={rows} className={list["list"]}>
            {agents.map((agent) => <AgentRow key={agent.id} agent={agent} />)}
          </ul>
        )}
      </KeptData>
      <div className={list["bar"]}>
        {after !== null && (
          <Button onClick={() => setAfter(null, { push: true })}>First page</Button>
        )}
        {hasNextPage && (
          <Button onClick={() => setAfter(endCursor ?? null, { push: true })}>Next page</Button>
        )}
      </div>
    </Page>
  );
}
