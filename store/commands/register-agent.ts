import type { AgentSpec } from "../../protocol/agent/agent.ts";
import { actOf } from "../../protocol/audit/act.ts";
import type { RegisterAgent, RegisteredAgent } from "../../protocol/agent/commands.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { pointAlias, recordMovedAlias } from "../agent/aliases.ts";
import { specHash } from "../agent/spec-hash.ts";
import { type CheckSchema, type RegisterOptions, validatedSpec } from "../agent/validate-agent.ts";
import { json, type Tx } from "../database/sql.ts";
import { noteItem } from "../feed/note-item.ts";
import { newId } from "../ids.ts";
import { ownerOfServers } from "../mcp/owner.ts";
import { savePromptText } from "../mcp/prompt-texts.ts";
import { refuseConflict } from "../refusal.ts";
import { defineCommand } from "./define-command.ts";
import { completeCommand } from "./pending-commands.ts";

export type { CheckSchema };

type Context = [checkSchema: CheckSchema, options?: RegisterOptions];

/**
 * Registers a version of an agent, and the agent if it is new. Content that the agent already has returns that version
 * with `created: false`. `checkSchema` validates an output schema; tools come from the worker's last listing of the MCP
 * servers. Refuses: ValidationError (with every issue), ConflictError (ENDED: archived; KEY_REUSED), UnavailableError (a
 * server that never answered). Throws VerificationRequired if `options.found` is null and the record cannot decide.
 */
export const registerAgent = defineCommand<RegisterAgent, RegisteredAgent, Context>(
  "registerAgent",
  async (tx, caller, command, checkSchema, options = {}) => {
    const { tenant } = caller;
    const spec = await validatedSpec(tx, tenant, command, { ...options, checkSchema });
    const agentId = await upsertAgent(tx, tenant, command);
    const version = await upsertVersion(tx, tenant, agentId, spec, command.note);
    if (spec.prompt) {
      const owner = await ownerOfServers(tx, tenant);
      await savePromptText(tx, spec.prompt, spec.instructions, owner);
    }
    const { name, alias } = command;
    const moved = alias === null ? null : await pointAlias(tx, caller, agentId, alias, version.id);
    await completeCommand(tx, caller, "registerAgent", command.idempotencyKey);
    if (version.created) {
      const details = { version: version.number, hash: version.hash };
      const act = { action: "agent.registered", resource: name, details } as const;
      await recordAudit(tx, actOf(caller, act));
      const item = { item: "AGENT_VERSION_REGISTERED", nodeId: version.id } as const;
      const { actor } = caller;
      await noteItem(tx, tenant, { ...item, agent: name, version: version.number, actor });
    }
    if (alias && moved) {
      await recordMovedAlias(tx, caller, { agentId, agent: name, alias }, moved);
    }
    return { versionId: version.id, created: version.created };
  },
);

async function upsertAgent(tx: Tx, tenant: string, { name, description }: RegisterAgent) {
  const [agent] = await tx<{ id: string; archivedAt: Date | null }[]>`
    insert into agents (id, tenant, name, description)
    values (${newId("agent")}, ${tenant}, ${name}, ${description})
    on conflict (tenant, name) do update set description = coalesce(excluded.description, agents.description)
    returning id, archived_at`;
  if (!agent) throw new Error("upsert of an agent returned no row");
  if (agent.archivedAt) throw refuseConflict("ENDED", `Agent ${name} is archived.`, agent.id);
  return agent.id;
}

/** `upsertAgent` has locked the agent's row, so this is the only writer of its versions. */
async function upsertVersion(
  tx: Tx,
  tenant: string,
  agentId: string,
  spec: AgentSpec,
  note: string | null,
) {
  const hash = specHash(spec);
  const [same] = await tx<{ id: string; number: number }[]>`
    select id, number from agent_versions where agent_id = ${agentId} and hash = ${hash}`;
  if (same) return { ...same, hash, created: false };
  const id = newId("version");
  const [made] = await tx<
    { number: number }[]
  >`insert into agent_versions (id, tenant, agent_id, number, hash, note, spec)
    select ${id}, ${tenant}, ${agentId}, coalesce(max(number), 0) + 1, ${hash}, ${note}, ${
    json(tx, spec)
  }
    from agent_versions where agent_id = ${agentId} returning number`;
  return { id, number: made?.number ?? 1, hash, created: true };
}
