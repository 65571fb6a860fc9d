import type postgres from "postgres";
import { stableAlias } from "../../protocol/agent/agent.ts";
import type { VersionSelector } from "../../protocol/agent/commands.ts";
import type { Db } from "../database/sql.ts";

/**
 * SQL for the id of an agent's version, by number or by alias; without either, by the alias `fallbackAlias` or, if that
 * is not set, the latest. Null if there is none.
 */
export function versionIdOf(
  db: Db,
  agentId: string | postgres.PendingQuery<postgres.Row[]>,
  selector: VersionSelector | null,
  fallbackAlias: string | null = stableAlias,
) {
  const number = selector?.number ?? null;
  const alias = selector?.alias ?? (number === null ? fallbackAlias : null);
  const byNumber = db`(select id from agent_versions where agent_id = ${agentId}
    ${number === null ? db`` : db`and number = ${number}`} order by number desc limit 1)`;
  if (alias === null) return byNumber;
  const byAlias = db`(select version_id from agent_aliases
    where agent_id = ${agentId} and name = ${alias})`;
  return selector?.alias == null ? db`coalesce(${byAlias}, ${byNumber})` : byAlias;
}

/** The id that `versionIdOf` selects. */
export async function findVersionId(
  db: Db,
  agentId: string,
  selector: VersionSelector | null,
  fallbackAlias: string | null = stableAlias,
): Promise<string | null> {
  const [row] = await db<{ id: string | null }[]>`
    select ${versionIdOf(db, agentId, selector, fallbackAlias)} as id`;
  return row?.id ?? null;
}
