import { actOf } from "../../protocol/audit/act.ts";
import type { ArchiveAgent, ChangedAgent } from "../../protocol/agent/commands.ts";
import { lockAgent } from "../agent/lock-agent.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { noteItem } from "../feed/note-item.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Archives an agent, or restores it; without a change its date stays. Its conversations continue. Refuses:
 * NotFoundError, ConflictError (KEY_REUSED).
 */
export const archiveAgent = defineCommand<ArchiveAgent, ChangedAgent>(
  "archiveAgent",
  async (tx, caller, { agent, archived }) => {
    const { id, archivedAt } = await lockAgent(tx, caller.tenant, agent);
    if (archived === (archivedAt !== null)) return { agentId: id };
    await tx`update agents set archived_at = case when ${archived} then now() end where id = ${id}`;
    const action = archived ? "agent.archived" : "agent.restored";
    await recordAudit(tx, actOf(caller, { action, resource: agent }));
    const item = archived ? "AGENT_ARCHIVED" : "AGENT_RESTORED";
    await noteItem(tx, caller.tenant, { item, nodeId: id, agent, actor: caller.actor });
    return { agentId: id };
  },
);
