import type { ArchiveAgent, ChangedAgent } from "../../protocol/agent/commands.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { Sql } from "../database/sql.ts";
import { once } from "./define-command.ts";
import { lockAgent } from "../agent/lock-agent.ts";

/**
 * Takes an agent out of use, or back into it. One that is there already stays as it is, its date too. Conversations go
 * on. Refuses: NotFoundError, ConflictError (KEY_REUSED).
 */
export function archiveAgent(
  sql: Sql,
  caller: Caller,
  command: ArchiveAgent,
): Promise<ChangedAgent> {
  return once(sql, caller, "archiveAgent", command, async (tx) => {
    const { id } = await lockAgent(tx, caller.tenant, command.agent);
    await tx`update agents set archived_at = case when ${command.archived} then coalesce(archived_at, now()) end
      where id = ${id}`;
    return { agentId: id };
  });
}
