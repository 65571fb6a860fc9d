import type { AgentSpec } from "../../protocol/agent/agent.ts";
import type { RegisterAgent, RegisteredAgent } from "../../protocol/agent/commands.ts";
import type { Caller } from "../../protocol/caller.ts";
import { type CheckSchema, type RegisterOptions, validatedSpec } from "../agent/validate-agent.ts";
import { completeAgentCommand } from "../agent/agent-commands.ts";
import { pointAlias } from "./set-agent-alias.ts";
import { specHash } from "../agent/spec-hash.ts";
import { savePromptText } from "../mcp/prompt-texts.ts";
import { json, type Sql, type Tx } from "../database/sql.ts";
import { once } from "./define-command.ts";
import { newId } from "../ids.ts";
import { refuseConflict } from "../refusal.ts";

export type { CheckSchema };

/**
 * Makes a version of an agent, and the agent with it. Content that the agent already has gives that version again,
 * `created: false`. `checkSchema` judges an output schema. Tools are taken from the worker's last listing of the MCP servers. Refuses: ValidationError (all
 * that is wrong), ConflictError (archived, KEY_REUSED), UnavailableError (a server that never answered). Throws
 * VerificationRequired where `options.found` is null and the record alone cannot decide.
 */
export function registerAgent(
  sql: Sql,
  caller: Caller,
  command: RegisterAgent,
  checkSchema: CheckSchema,
  options: RegisterOptions = {},
): Promise<RegisteredAgent> {
  return once(sql, caller, "registerAgent", command, async (tx) => {
    const spec = await validatedSpec(tx, caller.tenant, command, { ...options, checkSchema });
    const agentId = await upsertAgent(tx, caller.tenant, command);
    const version = await upsertVersion(tx, caller.tenant, agentId, spec, command.note);
    if (spec.prompt) await savePromptText(tx, spec.prompt, spec.instructions);
    if (command.alias !== null) await pointAlias(tx, caller, agentId, command.alias, version.id);
    await completeAgentCommand(tx, caller.tenant, "registerAgent", command.idempotencyKey);
    return { versionId: version.id, created: version.created };
  });
}

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
  const hash = specHash(spec);
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
