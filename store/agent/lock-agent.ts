import type { Tx } from "../database/sql.ts";
import { refuseMissing } from "../refusal.ts";

/** The agent of that name, locked to the end of the transaction. Refuses with NotFoundError. */
export async function lockAgent(
  tx: Tx,
  tenant: string,
  name: string,
): Promise<{ id: string; archivedAt: Date | null }> {
  const [row] = await tx<{ id: string; archivedAt: Date | null }[]>`
    select id, archived_at from agents where tenant = ${tenant} and name = ${name} for update`;
  if (!row) throw refuseMissing(`agent ${name}`, "agent");
  return row;
}
