import type { Db } from "../database/sql.ts";
import { indexRuns } from "./index-runs.ts";
import { indexTitles } from "./index-titles.ts";
import { indexTurns } from "./index-turns.ts";

/** What has texts that are searched: of a conversation its title. */
export type IndexedKind = "conversation" | "turn" | "research";

/** One of them. */
export interface IndexedObject {
  tenant: string;
  id: string;
}

const indexers = { conversation: indexTitles, turn: indexTurns, research: indexRuns } as const;

/** Makes the texts of these objects searchable, in the transaction of one tenant. */
export async function indexObjects(
  db: Db,
  tenant: string,
  kind: IndexedKind,
  ids: readonly string[],
): Promise<void> {
  await indexers[kind](db, tenant, ids);
}
