import type { AgentSpec } from "../../protocol/agent/agent.ts";
import { type Budget, noBudget } from "../../protocol/budget/budget.ts";
import { validationError } from "../../protocol/user-error.ts";
import type { Tx } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";
import { budgetIssues } from "./validate-budget.ts";

/** The models that may be called: the version's own, then its fallback. */
export function modelsOf({ model, settings }: Pick<AgentSpec, "model" | "settings">): string[] {
  return settings.fallbackModel ? [model, settings.fallbackModel] : [model];
}

/** Models and budgets of a version. */
export async function readSpec(tx: Tx, versionId: string) {
  const [row] = await tx<{ spec: AgentSpec }[]>`
    select spec from agent_versions where id = ${versionId}`;
  if (!row) throw new Error(`no version ${versionId}`);
  return budgetsOf(row.spec);
}

/** Models and budgets of a specification. */
export function budgetsOf(spec: AgentSpec) {
  const { turnBudget, conversationBudget } = spec;
  return {
    models: modelsOf(spec),
    turnBudget: turnBudget ?? noBudget,
    conversationBudget: conversationBudget ?? noBudget,
  };
}

/** Throws a Refusal if a budget cannot be enforced for one of the models. */
export function refuseBudget(budget: Budget | null, models: readonly string[]): void {
  const issues = budgetIssues(budget, models, ["budget"]);
  if (issues.length > 0) throw new Refusal(validationError(issues));
}
