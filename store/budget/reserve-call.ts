import type { AgentSpec } from "../../protocol/agent/agent.ts";
import { type Account, reserve } from "../../protocol/budget/budget.ts";
import type { Failure } from "../../protocol/status.ts";
import type { Tx } from "../database/sql.ts";
import { budgetExceeded } from "./budget-exceeded.ts";
import { ratesNow } from "./prices.ts";
import type { ModelInput } from "../call/model-input.ts";

/** What a model call may use. */
export interface Reserved {
  /** Limit of the answer's tokens by budgets alone; null is no limit. */
  maxTokens: number | null;
}

/**
 * Reserves budget for a recorded model call, in the transaction of its claim: records the expected input tokens and the
 * price, and returns how much it may write, or a Failure if the budget has no room.
 */
export async function reserveModelCall(
  tx: Tx,
  call: { id: string; conversationId: string },
  accounts: readonly Account[],
  { inputs, spec, model, replayAll }: {
    inputs: readonly ModelInput[];
    spec: AgentSpec;
    /** The model that is called. */
    model: string;
    /** True: the inputs are the whole history. */
    replayAll: boolean;
  },
): Promise<Reserved | Failure> {
  const rates = ratesNow(model);
  const limited = accounts.some(({ budget }) => budget.tokens !== null || budget.cost !== null);
  const inputTokens = estimateTokens(inputs) +
    (!limited
      ? 0
      : replayAll
      ? estimateTokens([spec.instructions, spec.tools])
      : await contextOf(tx, call.conversationId, spec));
  const [row] = await tx<{ attempts: number }[]>`
    update calls set reserved_input_tokens = ${inputTokens}, input_rate = ${rates?.input ?? null},
      output_rate = ${rates?.output ?? null} where id = ${call.id} returning attempts`;
  const isNew = (row?.attempts ?? 0) === 0;
  const reserved = reserve(accounts, { inputTokens, isNew, rates });
  return "usedUp" in reserved ? budgetExceeded(reserved.usedUp) : reserved;
}

/** Estimates tokens from the length of the JSON: three characters a token, which rather overestimates. */
function estimateTokens(value: unknown): number {
  return Math.ceil(JSON.stringify(value).length / 3);
}

/** Tokens that the model reads besides the inputs: those of the last call, also of a shared history, or the agent's. */
async function contextOf(tx: Tx, conversationId: string, spec: AgentSpec): Promise<number> {
  const [last] = await tx<{ tokens: number }[]>`
    select c.input_tokens + c.output_tokens as tokens from calls c
    where c.kind = 'model' and c.status = 'COMPLETED' and (c.conversation_id = ${conversationId} or exists (
      select from shared_pasts p join turns t on t.id = c.turn_id and t.number <= p.through_turn
      where p.conversation_id = ${conversationId} and p.source_id = c.conversation_id))
    order by c.conversation_id = ${conversationId} desc, c.ended_at desc limit 1`;
  return last?.tokens ?? estimateTokens([spec.instructions, spec.tools]);
}
