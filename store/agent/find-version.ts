import type { VersionSelector } from "../../protocol/agent/commands.ts";
import type { Db } from "../database/sql.ts";

/**
 * The id of an agent's version, by number or by alias; without either, by the alias `stable` or, if that is not set, the
 * latest. Null if there is none.
 */
export async function findVersionId(
  db: Db,
  agentId: string,
  selector: VersionSelector | null,
  fallbackAlias: string | null = "stable",
): Promise<string | null> {
  const alias = selector?.alias ?? (selector?.number == null ? fallbackAlias : null);
  const byAlias = alias === null ? undefined : (await db<{ id: string }[]>`
    select version_id as id from agent_aliases where agent_id = ${agentId} and name = ${alias}`)[0];
  if (byAlias || selector?.alias != null) return byAlias?.id ?? null;
  const [row] = await db<{ id: string }[]>`
    select id from agent_versions where agent_id = ${agentId}
    and (${selector?.number ?? null}::integer is null or number = ${
    selector?.number ?? null
  }::integer)
    order by number desc limit 1`;
  return row?.id ?? null;
}
