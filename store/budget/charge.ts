import type { Tx } from "../connect.ts";

/**
 * Charges model calls that are cut while a request may be under way, whose usage nobody will tell: what they were
 * expected to read, and what they wrote so far. Called before their drafts are dropped. Marked as estimated.
 */
export async function chargeUntold(tx: Tx, turnIds: string[]): Promise<void> {
  await tx`update calls c set estimated = true, input_tokens = input_tokens + reserved_input,
      output_tokens = output_tokens + coalesce((select sum(length(d.text)) / 4 from drafts d
        join entries e on e.id = d.entry_id where e.turn_id = c.turn_id and e.call_id = c.id), 0)::integer
    where turn_id = any(${turnIds}) and kind = 'model' and status = 'RUNNING'`;
}
