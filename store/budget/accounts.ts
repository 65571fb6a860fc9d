import {
  type Account,
  type Budget,
  isLimited,
  noBudget,
  type Spent,
} from "../../protocol/budget.ts";
import type { Tx } from "../connect.ts";

const nothing: Spent = { tokens: 0, costNanos: 0, modelCalls: 0, toolCalls: 0, wallMs: 0 };

/** The budgets that a turn's calls count against. What was spent is read of those alone that limit anything. */
export async function accountsOf(
  tx: Tx,
  turn: {
    id: string;
    conversationId: string;
    budget: Partial<Budget>;
    conversationBudget: Partial<Budget>;
  },
): Promise<Account[]> {
  const account = async (of: "turn" | "conversation", given: Partial<Budget>, id: string) => {
    const budget = { ...noBudget, ...given };
    return { of, budget, spent: isLimited(budget) ? await spentIn(tx, of, id) : nothing };
  };
  return [
    await account("turn", turn.budget, turn.id),
    await account("conversation", turn.conversationBudget, turn.conversationId),
  ];
}

/** What a turn or a conversation spent. Calls that are under way count. */
export async function spentIn(tx: Tx, of: "turn" | "conversation", id: string): Promise<Spent> {
  const column = of === "turn" ? tx`turn_id` : tx`conversation_id`;
  const [calls] = await tx<Omit<Spent, "wallMs">[]>`
    select coalesce(sum(input_tokens + output_tokens), 0)::bigint as tokens,
      coalesce(sum(input_tokens * input_rate + output_tokens * output_rate + earlier_nanos), 0)::bigint as cost_nanos,
      count(*) filter (where kind = 'model' and attempts > 0) as model_calls,
      count(*) filter (where kind in ('tool', 'hosted') and attempts > 0) as tool_calls
    from calls where ${column} = ${id}`;
  const [time] = await tx<{ ms: number }[]>`
    select coalesce(extract(epoch from sum(coalesce(ended_at, waiting_since, clock_timestamp())
      - started_at - waited)) * 1000, 0)::bigint as ms
    from turns where ${
    of === "turn" ? tx`id` : tx`conversation_id`
  } = ${id} and started_at is not null`;
  return { ...nothing, ...calls, wallMs: time?.ms ?? 0 };
}
