import type { Tx } from "../database/sql.ts";
import type { UsedTokens } from "../call/model-outcome.ts";

/**
 * The charge of an accepted answer, as assignments of an update of `calls`. If the answer of a lost attempt is adopted,
 * the charge of that attempt is reversed: it was the same request.
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
 * The charge of a failed attempt whose request the provider may have accepted, as assignments. `refused` is the usage of
 * a complete answer; otherwise the expected input and the text so far are charged. Call it before drafts are deleted.
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

/** Estimated tokens of a call's drafts. */
const writtenSoFar = (tx: Tx, call: ReturnType<Tx>) =>
  tx`coalesce((select sum(length(d.text)) / 4 from drafts d
    join entries e on e.id = d.entry_id where e.turn_id = ${call}.turn_id and e.call_id = ${call}.id), 0)::integer`;

/**
 * Charges running model calls that are cancelled and whose usage the provider will not report: the expected input and
 * the text so far, marked as estimated. Call it before drafts are deleted.
 */
export async function chargeUnreported(tx: Tx, turnIds: string[]): Promise<void> {
  await tx`update calls c set estimated = true, input_tokens = input_tokens + reserved_input_tokens,
      output_tokens = output_tokens + ${writtenSoFar(tx, tx`c`)}
    where turn_id = any(${turnIds}) and kind = 'model' and status = 'RUNNING'`;
}
