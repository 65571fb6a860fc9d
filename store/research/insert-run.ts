import type { Budget } from "../../protocol/budget/budget.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { StartResearch } from "../../protocol/research/commands.ts";
import type { ResolvedSymbol } from "../../protocol/research/resolved-symbol.ts";
import type { PhaseKind } from "../../protocol/research/phase.ts";
import { readSpec, refuseBudget } from "../budget/spec-budget.ts";
import { json, type Tx } from "../database/sql.ts";
import { refuseWhenTenantSpent } from "../quota/refuse-when-tenant-spent.ts";
import { noteItem } from "../feed/note-item.ts";
import { newId } from "../ids.ts";

/** Where a run works: the connected provider, and whether market data are samples. */
export interface ResearchPlace {
  provider: string;
  sampleMarketData: boolean;
}

/** A run to be recorded. */
export interface NewRun extends Omit<StartResearch, "idempotencyKey" | "alias" | "allowUnknown"> {
  /** What is known of `symbols`. */
  resolvedSymbols: readonly ResolvedSymbol[];
  /** The agent version of each kind of phase. */
  agents: Record<PhaseKind, string>;
  /** The phase that it was forked from. */
  forkedFrom?: string;
}

/**
 * Refuses a run that money does not permit: with a cost limit if a model of the run has no price, and any if the tenant's
 * money is spent.
 */
export async function refuseUnpaid(
  tx: Tx,
  caller: Caller,
  { budget, agents }: Pick<NewRun, "budget" | "agents">,
): Promise<void> {
  await refuseWhenTenantSpent(tx, caller);
  await refuseUnpriced(tx, budget, agents);
}

/** Records a run and its stream; returns its id. The caller has called `refuseUnpaid`. */
export async function insertRun(
  tx: Tx,
  caller: Caller,
  { provider, sampleMarketData }: ResearchPlace,
  run: NewRun,
): Promise<string> {
  const { tenant, subject, actor, traceparent } = caller;
  const id = newId("research");
  await tx`insert into streams (id, tenant) values (${id}, ${tenant})`;
  await tx`insert into research_runs (id, tenant, question, symbols, resolved_symbols, searches, revisions, language, agents,
      provider,
      sample_market_data, budget, forked_from, actor, traceparent, owner)
    values (${id}, ${tenant}, ${run.question}, ${run.symbols}, ${
    json(tx, run.resolvedSymbols)
  }, ${run.searches}, ${run.revisions}, ${run.language},
      ${json(tx, run.agents)}, ${provider}, ${sampleMarketData}, ${json(tx, run.budget ?? {})},
      ${run.forkedFrom ?? null}, ${json(tx, actor)}, ${traceparent}, ${run.onBehalfOf ?? subject})`;
  await noteItem(tx, tenant, { item: "RESEARCH_STARTED", nodeId: id, actor }, id);
  return id;
}

async function refuseUnpriced(tx: Tx, budget: Budget | null, agents: Record<PhaseKind, string>) {
  for (const versionId of new Set(Object.values(agents))) {
    refuseBudget(budget, (await readSpec(tx, versionId)).models);
  }
}
