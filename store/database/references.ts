import type { Db } from "./sql.ts";

/** A column with the id of a row of another table, without a foreign key. */
interface Reference {
  table: string;
  column: string;
  refersTo: string;
}

/**
 * The references of the tables that every turn writes. A foreign key would look each of them up and lock its row. Rows
 * that they name are never deleted: no code deletes them, and the application roles may not.
 */
export const uncheckedReferences: readonly Reference[] = [
  ...columns("conversations", {
    id: "streams",
    agent_version_id: "agent_versions",
    checkpoint_version_id: "agent_versions",
    research_id: "research_runs",
    forked_from: "entries",
  }),
  ...columns("turns", {
    conversation_id: "conversations",
    checkpoint_version_id: "agent_versions",
  }),
  ...columns("calls", {
    conversation_id: "conversations",
    turn_id: "turns",
    model_call_id: "calls",
    version_id: "agent_versions",
    handed_to_version_id: "agent_versions",
  }),
  ...columns("entries", {
    conversation_id: "conversations",
    turn_id: "turns",
    call_id: "calls",
    author_version_id: "agent_versions",
    to_version_id: "agent_versions",
  }),
];

function columns(table: string, of: Record<string, string>): Reference[] {
  return Object.entries(of).map(([column, refersTo]) => ({ table, column, refersTo }));
}

/** The references whose row does not exist, in words, with one example each; empty if all are sound. */
export async function findBrokenReferences(db: Db): Promise<string[]> {
  const counts = uncheckedReferences.map(({ table, column, refersTo }) =>
    `select '${table}.${column}' as name, '${refersTo}' as refers_to, count(*), min(t.id) as example
      from ${table} t where t.${column} is not null
      and not exists (select from ${refersTo} r where r.id = t.${column}) having count(*) > 0`
  );
  const broken = await db.unsafe<
    { name: string; refersTo: string; count: number; example: string }[]
  >(counts.join(" union all "));
  return broken.map(({ name, refersTo, count, example }) =>
    `${name} names no row of ${refersTo} in ${count} rows, for example in ${example}`
  );
}
