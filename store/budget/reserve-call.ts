import type { AgentSpec } from "../../protocol/agent.ts";
import { type Account, reserve } from "../../protocol/budget.ts";
import { ratesOf } from "../../protocol/prices.ts";
import type { Failure } from "../../protocol/status.ts";
import type { Tx } from "../connect.ts";
import type { ModelInput } from "../engine/model-inputs.ts";

/** What a model call may take. */
export interface Reserved {
  /** Most tokens of the answer, by budgets alone; null is no limit. */
  maxTokens: number | null;
}

/** How a turn ends that has no room left. */
export const exceeded = (what: string): Failure => ({
  code: "BUDGET_EXCEEDED",
  message: `The budget is used up: ${what}.`,
});

/**
 * Reserves a recorded model call, in the transaction of its claim: notes what it is expected to read and its price,
 * and answers how much it may write. A Failure when there is no room.
 */
export async function reserveModelCall(
  tx: Tx,
  call: { id: string; conversationId: string },
  accounts: readonly Account[],
  inputs: readonly ModelInput[],
  spec: AgentSpec,
): Promise<Reserved | Failure> {
  const rates = ratesOf(spec.model, new Date());
  const limited = accounts.some(({ budget }) => budget.tokens !== null || budget.cost !== null);
  const inputTokens = reckoned(inputs) +
    (limited ? await contextOf(tx, call.conversationId, spec) : 0);
  const [row] = await tx<{ attempts: number }[]>`
    update calls set reserved_input = ${inputTokens}, input_rate = ${rates?.input ?? null},
      output_rate = ${rates?.output ?? null} where id = ${call.id} returning attempts`;
  const isNew = (row?.attempts ?? 0) === 0;
  const reserved = reserve(accounts, { inputTokens, isNew, rates });
  return "usedUp" in reserved ? exceeded(reserved.usedUp) : reserved;
}

/** Tokens of what is told anew: three letters are taken for one, which is rather too many. */
function reckoned(told: unknown): number {
  return Math.ceil(JSON.stringify(told).length / 3);
}

/** Tokens that the model reads again: what it read and wrote before, or what its agent is. */
async function contextOf(tx: Tx, conversationId: string, spec: AgentSpec): Promise<number> {
  const [last] = await tx<{ tokens: number }[]>`
    select input_tokens + output_tokens as tokens from calls
    where conversation_id = ${conversationId} and kind = 'model' and status = 'COMPLETED'
    order by ended_at desc limit 1`;
  return last?.tokens ?? reckoned([spec.instructions, spec.tools]);
}
