import type { Tx } from "../database/sql.ts";

/** True if the model call before this step ended with a hand-over, so that this one starts a remote conversation. */
export async function followsHandOver(tx: Tx, turnId: string, step: number): Promise<boolean> {
  const [row] = await tx`select id from calls where turn_id = ${turnId} and kind = 'model'
    and step = ${step - 1} and handed_to_version_id is not null`;
  return row !== undefined;
}
