import type { AgentSpec } from "../../protocol/agent/agent.ts";
import { type Account, reserve } from "../../protocol/budget/budget.ts";
import type { Failure } from "../../protocol/status.ts";
import type { Tx } from "../database/sql.ts";
import { ratesNow } from "./prices.ts";
import type { ModelInput } from "../call/model-input.ts";

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
  { inputs, spec, model, replayAll }: {
    inputs: readonly ModelInput[];
    spec: AgentSpec;
    /** The one that is asked. */
    model: string;
    /** The inputs are all that it reads. */
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
  return "usedUp" in reserved ? exceeded(reserved.usedUp) : reserved;
}

/** Tokens of what is told anew: three letters are taken for one, which is rather too many. */
function estimateTokens(told: unknown): number {
  return Math.ceil(JSON.stringify(told).length / 3);
}

/** Tokens that the model reads again: what it read and wrote before, in a shared past too, or what its agent is. */
async function contextOf(tx: Tx, conversationId: string, spec: AgentSpec): Promise<number> {
  const [last] = await tx<{ tokens: number }[]>`
    select c.input_tokens + c.output_tokens as tokens from calls c
    where c.kind = 'model' and c.status = 'COMPLETED' and (c.conversation_id = ${conversationId} or exists (
      select from shared_pasts p join turns t on t.id = c.turn_id and t.number <= p.through_turn
      where p.conversation_id = ${conversationId} and p.source_id = c.conversation_id))
    order by c.conversation_id = ${conversationId} desc, c.ended_at desc limit 1`;
  return last?.tokens ?? estimateTokens([spec.instructions, spec.tools]);
}
