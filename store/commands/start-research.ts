import type { Budget } from "../../protocol/budget/budget.ts";
import type { Caller } from "../../protocol/caller.ts";
import type {
  ForkResearch,
  StartedResearch,
  StartResearch,
} from "../../protocol/research/commands.ts";
import { type PhaseKind, phaseKinds, researchAgents } from "../../protocol/research/phase.ts";
import { validationError } from "../../protocol/user-error.ts";
import { readSpec, refuseBudget } from "../budget/spec-budget.ts";
import { json, type Sql, type Tx } from "../database/sql.ts";
import { once } from "./define-command.ts";
import { newId } from "../ids.ts";
import { Refusal, refuseMissing } from "../refusal.ts";
import { copyPhases } from "../research/copy-phases.ts";

/** Where a run is made: which provider answers, and whether the prices are samples. */
export interface ResearchPlace {
  provider: string;
  sampleMarketData: boolean;
}

/**
 * Records a run with the agent versions that will do it. The caller rings after it. Refuses: ValidationError (no such
 * agents under the alias, a cost without a price), ConflictError (KEY_REUSED).
 */
export function startResearch(
  sql: Sql,
  caller: Caller,
  place: ResearchPlace,
  command: StartResearch,
): Promise<StartedResearch> {
  return once(sql, caller, "startResearch", command, async (tx) => {
    const agents = await pinAgents(tx, caller.tenant, command.alias);
    await refuseUnpriced(tx, command.budget, agents);
    return { researchId: await openRun(tx, caller, place, { ...command, agents }) };
  });
}

/**
 * Records a run that keeps what came before a phase of another, with the same agents. The caller rings after it.
 * Refuses: NotFoundError, ConflictError (KEY_REUSED), ValidationError (a cost without a price).
 */
export function forkResearch(
  sql: Sql,
  caller: Caller,
  place: ResearchPlace,
  command: ForkResearch,
): Promise<StartedResearch> {
  return once(sql, caller, "forkResearch", command, async (tx) => {
    const [source] = await tx<(Opening & { researchId: string; number: number })[]>`
      select r.question, r.symbols, r.searches, r.revisions, r.language, r.agents, p.research_id, p.number
      from research_phases p join research_runs r on r.id = p.research_id
      where p.id = ${command.phaseId} and p.tenant = ${caller.tenant}`;
    if (!source) throw refuseMissing("such phase", "phaseId");
    await refuseUnpriced(tx, command.budget, source.agents);
    const { budget, phaseId: forkedFrom } = command;
    const researchId = await openRun(tx, caller, place, { ...source, budget, forkedFrom });
    await copyPhases(tx, source, researchId);
    return { researchId };
  });
}

interface Opening extends Omit<StartResearch, "idempotencyKey" | "alias"> {
  agents: Record<PhaseKind, string>;
  forkedFrom?: string;
}

async function pinAgents(
  tx: Tx,
  tenant: string,
  alias: string,
): Promise<Record<PhaseKind, string>> {
  const rows = await tx<{ name: string; id: string }[]>`
    select a.name, l.version_id as id from agents a join agent_aliases l on l.agent_id = a.id
    where a.tenant = ${tenant} and l.name = ${alias} and a.archived_at is null
    and a.name = any(${Object.values(researchAgents)})`;
  const versions = new Map(rows.map((r) => [r.name, r.id]));
  const missing = Object.values(researchAgents).filter((name) => !versions.has(name));
  if (missing.length > 0) throw new Refusal(validationError([notRegistered(alias, missing)]));
  return Object.fromEntries(
    phaseKinds.map((kind) => [kind, versions.get(researchAgents[kind])]),
  ) as Record<PhaseKind, string>;
}

async function refuseUnpriced(tx: Tx, budget: Budget | null, agents: Record<PhaseKind, string>) {
  for (const versionId of new Set(Object.values(agents))) {
    refuseBudget(budget, (await readSpec(tx, versionId)).models);
  }
}

const notRegistered = (alias: string, names: string[]) => ({
  path: ["alias"],
  message: `These research agents have no alias ${alias}: ${names.join(", ")}. ` +
    "Register them with `deno task agents apply`.",
});

async function openRun(
  tx: Tx,
  { tenant, actor, traceparent }: Caller,
  { provider, sampleMarketData }: ResearchPlace,
  run: Opening,
): Promise<string> {
  const id = newId("research");
  await tx`insert into streams (id, tenant) values (${id}, ${tenant})`;
  await tx`insert into research_runs (id, tenant, question, symbols, searches, revisions, language, agents, provider,
      sample_market_data, budget, forked_from, actor, traceparent)
    values (${id}, ${tenant}, ${run.question}, ${run.symbols}, ${run.searches}, ${run.revisions}, ${run.language},
      ${json(tx, run.agents)}, ${provider}, ${sampleMarketData}, ${json(tx, run.budget ?? {})},
      ${run.forkedFrom ?? null}, ${json(tx, actor)}, ${traceparent})`;
  return id;
}
