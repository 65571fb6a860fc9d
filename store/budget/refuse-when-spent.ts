import { type Budget, isLimited, usedUp } from "../../protocol/budget/budget.ts";
import { conversationUsages } from "../conversation/read-conversations.ts";
import type { Tx } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";
import { spentIn } from "./accounts.ts";

/** Throws a Refusal if the conversation's budget has no room for another turn. */
export async function refuseWhenSpent(
  tx: Tx,
  conversationId: string,
  budget: Budget,
): Promise<void> {
  if (!isLimited(budget)) return;
  const full = usedUp(budget, await spentIn(tx, "conversation", conversationId));
  if (full === null) return;
  const [row] = await tx<{ tenant: string }[]>`
    select tenant from conversations where id = ${conversationId}`;
  const [usage] = await conversationUsages(tx, row?.tenant ?? "", [conversationId]);
  if (!usage) throw new Error("usage gave no row");
  const message = `The conversation's budget is used up: ${full}.`;
  throw new Refusal({ type: "BudgetExceededError", message, budget, usage });
}
