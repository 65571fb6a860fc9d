import type { ArchiveAgent, ChangedAgent } from "../../protocol/agent/commands.ts";
import { lockAgent } from "../agent/lock-agent.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Archives an agent, or restores it; without a change its date stays. Its conversations continue. Refuses:
 * NotFoundError, ConflictError (KEY_REUSED).
 */
export const archiveAgent = defineCommand<ArchiveAgent, ChangedAgent>(
  "archiveAgent",
  async (tx, { tenant }, { agent, archived }) => {
    const { id } = await lockAgent(tx, tenant, agent);
    await tx`update agents set archived_at = case when ${archived} then coalesce(archived_at, now()) end
      where id = ${id}`;
    return { agentId: id };
  },
);
