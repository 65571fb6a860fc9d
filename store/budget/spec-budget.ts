import type { AgentSpec } from "../../protocol/agent.ts";
import { type Budget, noBudget } from "../../protocol/budget.ts";
import { validationError } from "../../protocol/user-error.ts";
import type { Tx } from "../connect.ts";
import { Refusal } from "../refusal.ts";
import { budgetIssues } from "./check-budget.ts";

/** Model and budgets of a version. */
export async function readSpec(
  tx: Tx,
  versionId: string,
): Promise<Pick<AgentSpec, "model" | "turnBudget" | "conversationBudget">> {
  const [row] = await tx<{ spec: AgentSpec }[]>`
    select spec from agent_versions where id = ${versionId}`;
  if (!row) throw new Error(`no version ${versionId}`);
  const { model, turnBudget, conversationBudget } = row.spec;
  return {
    model,
    turnBudget: turnBudget ?? noBudget,
    conversationBudget: conversationBudget ?? noBudget,
  };
}

/** Refuses a budget that cannot be kept for the model. Throws a Refusal. */
export function refuseBudget(budget: Budget | null, model: string): void {
  const issues = budgetIssues(budget, model, ["budget"]);
  if (issues.length > 0) throw new Refusal(validationError(issues));
}
