import { useApiQuery } from "../../api/use-api-query.ts";
import { useReadEvery } from "../../api/use-read-every.ts";
import { Loading } from "../../ui/loading.tsx";
import { Empty, Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Button } from "../../ui/button.tsx";
import { DriftedTools } from "./drifted-tools.tsx";
import { Server } from "./server.tsx";
import { consoleServers } from "./tools.generated.ts";

/** How often the listings are read again while the page is shown, ms: the worker refreshes them by itself. */
const everyMs = 30_000;

const operation = `# mcp/servers.json names the servers; then:
query { mcpServers { name failure { message } tools { name } } }`;

/** The MCP servers of the tenant: their tools and prompts, what is wrong, and which agents have drifted from them. */
export function ToolsScreen() {
  const { data, isLoading, fault, refetch } = useApiQuery(consoleServers, {});
  useReadEvery(everyMs, refetch);
  const servers = data?.mcpServers;
  return (
    <Page title="Tools" actions={<Button onClick={refetch}>Read again</Button>}>
      {fault && <Notice kind="fault">{fault}</Notice>}
      {isLoading && <Loading what="the servers" />}
      {servers === null && <Notice>You may not read the servers.</Notice>}
      {servers?.length === 0 && (
        <Empty title="This deployment has no MCP server." operation={operation} />
      )}
      {servers?.map((server) => <Server key={server.id} server={server} />)}
      <DriftedTools />
    </Page>
  );
}
