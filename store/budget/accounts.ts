import {
  type Account,
  type Budget,
  isLimited,
  noBudget,
  type Spent,
} from "../../protocol/budget/budget.ts";
import type { Db } from "../database/sql.ts";
import type { OpenTurn } from "../turn/open-turn.ts";

const nothing: Spent = { tokens: 0, costNanos: 0, modelCalls: 0, toolCalls: 0, wallMs: 0 };

type BudgetedTurn = Pick<
  OpenTurn,
  "id" | "conversationId" | "budget" | "conversationBudget" | "researchId" | "researchBudget"
>;

/** The budgets that a turn's calls count against. Spending is read only for those that limit anything. */
export async function accountsOf(db: Db, turn: BudgetedTurn): Promise<Account[]> {
  const account = async (of: Owner, given: Partial<Budget>, id: string) => {
    const budget = { ...noBudget, ...given };
    return { of, budget, spent: isLimited(budget) ? await spentIn(db, of, id) : nothing };
  };
  return [
    await account("turn", turn.budget, turn.id),
    await account("conversation", turn.conversationBudget, turn.conversationId),
    ...(turn.researchId === null
      ? []
      : [await account("research run", turn.researchBudget ?? {}, turn.researchId)]),
  ];
}

/** Owner of a budget. */
type Owner = "turn" | "conversation" | "research run";

/** What a turn, a conversation or a research run spent, including open calls. */
export async function spentIn(db: Db, of: Owner, id: string): Promise<Spent> {
  const [calls] = await db<Omit<Spent, "wallMs">[]>`
    select coalesce(sum(input_tokens + output_tokens), 0)::bigint as tokens,
      coalesce(sum(input_tokens * input_rate + output_tokens * output_rate + earlier_cost_nanos), 0)::bigint as cost_nanos,
      count(*) filter (where kind = 'model' and attempts > 0) + coalesce(sum(rejected_answers), 0)::integer
        as model_calls,
      count(*) filter (where kind in ('tool', 'hosted') and attempts > 0) as tool_calls
    from calls where ${callsOf(db, of, id)}`;
  return { ...nothing, ...calls, wallMs: await wallMsOf(db, of, id) };
}

function callsOf(db: Db, of: Owner, id: string) {
  if (of === "turn") return db`turn_id = ${id}`;
  if (of === "conversation") return db`conversation_id = ${id}`;
  return db`conversation_id in (select id from conversations where research_id = ${id})`;
}

/** For a research run, whose turns run in parallel, the time since its start. */
async function wallMsOf(db: Db, of: Owner, id: string): Promise<number> {
  if (of === "research run") {
    const [run] = await db<{ ms: number }[]>`select
      (extract(epoch from clock_timestamp() - created_at) * 1000)::bigint as ms
      from research_runs where id = ${id}`;
    return run?.ms ?? 0;
  }
  const [time] = await db<{ ms: number }[]>`
    select coalesce(extract(epoch from sum(coalesce(ended_at, waiting_since, clock_timestamp())
      - started_at - waited)) * 1000, 0)::bigint as ms
    from turns where ${
    of === "turn" ? db`id` : db`conversation_id`
  } = ${id} and started_at is not null`;
  return time?.ms ?? 0;
}
