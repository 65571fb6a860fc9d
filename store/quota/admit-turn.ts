import type { Tx } from "../database/sql.ts";
import { type QuotaTurn, type TurnLimits, turnLimits } from "./turn-limits.ts";

/** True if a turn may begin, or has begun. Otherwise it waits from now on. The caller holds `lockQuota`. */
export async function admitTurn(
  tx: Tx,
  turn: QuotaTurn & { id: string; tenant: string; conversationId: string },
  defaults?: TurnLimits,
): Promise<boolean> {
  const { turnsInFlight } = turnLimits(turn, defaults);
  if (turnsInFlight === null || turn.status !== "QUEUED") return true;
  const [row] = await tx<{ admitted: boolean }[]>`
    select admit_turn(${turn.tenant}, ${turn.id}, ${turn.conversationId}, ${turnsInFlight}) as admitted`;
  return row?.admitted ?? false;
}
