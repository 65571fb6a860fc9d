import type { Tx } from "../database/sql.ts";
import type { UsedTokens } from "../call/model-outcome.ts";

/**
 * What an answer that is taken adds to its call, as assignments of an update of `calls`. What the lost attempt was
 * charged whose answer is adopted is given back: it is the same request.
 */
export function charged(
  tx: Tx,
  { inputTokens, outputTokens, estimated, adopted = false }: UsedTokens,
) {
  return tx`input_tokens = input_tokens + coalesce(${inputTokens}::integer, reserved_input_tokens)
      - ${adopted ? tx`provisional_input_tokens` : 0},
    output_tokens = output_tokens + ${outputTokens} - ${
    adopted ? tx`provisional_output_tokens` : 0
  },
    rejected_answers = rejected_answers - ${adopted ? tx`provisional_answers` : 0},
    estimated = estimated or ${estimated}`;
}

/**
 * What an attempt adds to its call whose request may have been taken in, and that another follows, as assignments:
 * `refused` is what an answer used that came to its end; else what it was expected to read and wrote so far is charged.
 * Called before its drafts are dropped.
 */
export function chargedLost(tx: Tx, refused: UsedTokens | undefined) {
  const input = refused
    ? tx`coalesce(${refused.inputTokens}::integer, reserved_input_tokens)`
    : tx`reserved_input_tokens`;
  const output = refused ? tx`${refused.outputTokens}::integer` : writtenSoFar(tx, tx`calls`);
  const answers = refused ? 1 : 0;
  return tx`input_tokens = input_tokens + ${input}, output_tokens = output_tokens + ${output},
    provisional_input_tokens = ${input}, provisional_output_tokens = ${output}, provisional_answers = ${answers},
    rejected_answers = rejected_answers + ${answers}, estimated = estimated or ${
    refused?.estimated ?? true
  }`;
}

/** Tokens that the drafts of a call are estimated as. */
const writtenSoFar = (tx: Tx, call: ReturnType<Tx>) =>
  tx`coalesce((select sum(length(d.text)) / 4 from drafts d
    join entries e on e.id = d.entry_id where e.turn_id = ${call}.turn_id and e.call_id = ${call}.id), 0)::integer`;

/**
 * Charges model calls that are cut while a request may be under way, whose usage nobody will tell: what they were
 * expected to read, and what they wrote so far. Called before their drafts are dropped. Marked as estimated.
 */
export async function chargeUnreported(tx: Tx, turnIds: string[]): Promise<void> {
  await tx`update calls c set estimated = true, input_tokens = input_tokens + reserved_input_tokens,
      output_tokens = output_tokens + ${writtenSoFar(tx, tx`c`)}
    where turn_id = any(${turnIds}) and kind = 'model' and status = 'RUNNING'`;
}
