import type { AgentSpec } from "../../protocol/agent/agent.ts";
import { type Account, reserve } from "../../protocol/budget/budget.ts";
import type { Failure } from "../../protocol/status.ts";
import type { Db } from "../database/sql.ts";
import { budgetExceeded } from "./budget-exceeded.ts";
import { ratesNow } from "./prices.ts";
import type { ModelInput } from "../call/model-input.ts";

/** What a model call may use, and what is reserved for it. */
export interface Reserved {
  /** Expected input tokens. */
  inputTokens: number;
  /** Price of a token in nanos; null if it is unknown. */
  rates: { input: number; output: number } | null;
  /** Limit of the answer's tokens by budgets alone; null is no limit. */
  maxTokens: number | null;
}

/**
 * The budget that a model call reserves with its claim: its expected input tokens, its price, and how much it may write;
 * or a Failure if the budget has no room. `isNew`: no attempt of it was counted yet.
 */
export async function reserveModelCall(
  db: Db,
  conversationId: string,
  accounts: readonly Account[],
  { inputs, spec, model, replayAll, isNew }: {
    inputs: readonly ModelInput[];
    spec: AgentSpec;
    /** The model that is called. */
    model: string;
    /** True: the inputs are the whole history. */
    replayAll: boolean;
    isNew: boolean;
  },
): Promise<Reserved | Failure> {
  const rates = ratesNow(model);
  const limited = accounts.some(({ budget }) => budget.tokens !== null || budget.cost !== null);
  const inputTokens = estimateTokens(inputs) +
    (!limited
      ? 0
      : replayAll
      ? estimateTokens([spec.instructions, spec.tools])
      : await contextOf(db, conversationId, spec));
  const reserved = reserve(accounts, { inputTokens, isNew, rates });
  return "usedUp" in reserved
    ? budgetExceeded(reserved.usedUp)
    : { ...reserved, inputTokens, rates };
}

/** Estimates tokens from the length of the JSON: three characters a token, which rather overestimates. */
function estimateTokens(value: unknown): number {
  return Math.ceil(JSON.stringify(value).length / 3);
}

/** Tokens that the model reads besides the inputs: those of the last call, also of a shared history, or the agent's. */
async function contextOf(db: Db, conversationId: string, spec: AgentSpec): Promise<number> {
  const [last] = await db<{ tokens: number }[]>`
    select c.input_tokens + c.output_tokens as tokens from calls c
    where c.kind = 'model' and c.status = 'COMPLETED' and (c.conversation_id = ${conversationId} or exists (
      select from shared_pasts p join turns t on t.id = c.turn_id and t.number <= p.through_turn
      where p.conversation_id = ${conversationId} and p.source_id = c.conversation_id))
    order by c.conversation_id = ${conversationId} desc, c.ended_at desc limit 1`;
  return last?.tokens ?? estimateTokens([spec.instructions, spec.tools]);
}
