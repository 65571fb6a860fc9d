import type { AgentSpec, AgentTool, Tool } from "../protocol/agent.ts";
import type { Caller, RegisterAgent, RegisteredAgent } from "../protocol/commands.ts";
import { hostedServer } from "../protocol/hosted-tools.ts";
import { validationError, type ValidationIssue } from "../protocol/user-error.ts";
import { budgetIssues } from "./budget/check-budget.ts";
import { json, type Sql, type Tx } from "./connect.ts";
import { hostedTool } from "./hosted-tool.ts";
import { once } from "./idempotency.ts";
import { contentHash, newId } from "./new-id.ts";
import { Refusal, refuseConflict } from "./refusal.ts";

type Listed = { name: string; tools: Tool[] };

/**
 * Makes a version of an agent, and the agent with it. Content that the agent already has gives that version again,
 * `created: false`. Tools are taken from the worker's last listing of the MCP servers. Refuses: ValidationError
 * (unknown tools, a cost without a price), ConflictError (archived, KEY_REUSED).
 */
export function registerAgent(
  sql: Sql,
  caller: Caller,
  command: RegisterAgent,
): Promise<RegisteredAgent> {
  return once(sql, caller, "registerAgent", command, async (tx) => {
    const tools = resolveTools(command.tools, await listed(tx));
    const { model, instructions, settings, turnBudget, conversationBudget } = command;
    const issues = [
      ...budgetIssues(turnBudget, model, ["turnBudget"]),
      ...budgetIssues(conversationBudget, model, ["conversationBudget"]),
    ];
    if (issues.length > 0) throw new Refusal(validationError(issues));
    const agentId = await upsertAgent(tx, caller.tenant, command);
    const spec = { model, instructions, settings, tools, turnBudget, conversationBudget };
    const version = await upsertVersion(tx, caller.tenant, agentId, spec, command.note);
    if (command.alias !== null) await pointAlias(tx, caller, agentId, command.alias, version.id);
    return { versionId: version.id, created: version.created };
  });
}

async function listed(tx: Tx): Promise<Listed[]> {
  return await tx<Listed[]>`select name, tools from mcp_servers order by name`;
}

/** The snapshots of the wanted tools, sorted and without doubles; throws a Refusal that names all faults. */
export function resolveTools(
  wanted: RegisterAgent["tools"],
  servers: readonly Listed[],
): AgentTool[] {
  const issues: ValidationIssue[] = [];
  const found = new Map<string, AgentTool>();
  // A tool that is named has its own terms, also where all of its server are taken.
  const general = wanted.map((w, i) => ({ w, i })).sort((a, b) =>
    Number(a.w.name !== null) - Number(b.w.name !== null)
  );
  for (const { w } of general) {
    const hosted = hostedTool(w);
    if (hosted) found.set(`${w.server}__${w.name}`, hosted);
  }
  general.filter(({ w }) => w.server !== hostedServer).forEach(
    ({ w: { server, name, policy, approvalTimeoutMs, approveOnTimeout }, i }) => {
      const path = ["tools", String(i)];
      const offered = servers.find((s) => s.name === server);
      if (!offered) {
        return issues.push({ path: [...path, "server"], message: unknown(server, servers) });
      }
      const picked = offered.tools.filter((t) => name === null || t.name === name);
      if (picked.length === 0) {
        const message = `${server} offers ${nameList(offered.tools)}, not ${name ?? "any tool"}.`;
        return issues.push({ path: [...path, "name"], message });
      }
      for (const tool of picked) {
        const decides = policy ?? (tool.readOnly ? "AUTO" : "ASK");
        const terms = { policy: decides, approvalTimeoutMs, approveOnTimeout };
        found.set(`${server}__${tool.name}`, { server, tool, ...terms });
      }
    },
  );
  if (issues.length > 0) throw new Refusal(validationError(issues));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tool]) => tool);
}

const nameList = (things: readonly { name: string }[]) =>
  things.map((t) => t.name).join(", ") || "nothing";
const unknown = (server: string, servers: readonly Listed[]) =>
  servers.length > 0
    ? `No MCP server is named ${server}. Known: ${nameList(servers)}.`
    : "No MCP server is listed yet. A worker lists them as soon as it runs; /readyz says how far that is.";

async function upsertAgent(tx: Tx, tenant: string, { name, description }: RegisterAgent) {
  const [agent] = await tx<{ id: string; archivedAt: Date | null }[]>`
    insert into agents (id, tenant, name, description)
    values (${newId("agent")}, ${tenant}, ${name}, ${description})
    on conflict (tenant, name) do update set description = coalesce(excluded.description, agents.description)
    returning id, archived_at`;
  if (!agent) throw new Error("upsert of an agent gave no row");
  if (agent.archivedAt) throw refuseConflict("ENDED", `Agent ${name} is archived.`, agent.id);
  return agent.id;
}

/** The row lock that `upsertAgent` took makes this the only writer of the agent's versions. */
async function upsertVersion(
  tx: Tx,
  tenant: string,
  agentId: string,
  spec: AgentSpec,
  note: string | null,
) {
  const hash = contentHash(spec);
  const [same] = await tx<{ id: string }[]>`
    select id from agent_versions where agent_id = ${agentId} and hash = ${hash}`;
  if (same) return { id: same.id, created: false };
  const id = newId("version");
  await tx`insert into agent_versions (id, tenant, agent_id, number, hash, note, spec)
    select ${id}, ${tenant}, ${agentId}, coalesce(max(number), 0) + 1, ${hash}, ${note}, ${
    json(tx, spec)
  }
    from agent_versions where agent_id = ${agentId}`;
  return { id, created: true };
}

async function pointAlias(
  tx: Tx,
  caller: Caller,
  agentId: string,
  name: string,
  versionId: string,
) {
  await tx`insert into agent_aliases (agent_id, name, version_id, moved_by)
    values (${agentId}, ${name}, ${versionId}, ${json(tx, caller.actor)})
    on conflict (agent_id, name) do update
    set version_id = excluded.version_id, moved_at = now(), moved_by = excluded.moved_by
    where agent_aliases.version_id <> excluded.version_id`;
}
