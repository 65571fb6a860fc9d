import type { AgentSpec } from "../../protocol/agent/agent.ts";
import type { ScheduleSettings, ScheduleWork } from "../../protocol/schedule/schedule.ts";
import { budgetsOf, refuseBudget } from "../budget/spec-budget.ts";
import type { Tx } from "../database/sql.ts";
import { refuseConflict, refuseMissing } from "../refusal.ts";

/** Refuses work that no firing could start: what it names does not exist, has ended, or has no price for the budget. */
export async function refuseUnfitWork(
  tx: Tx,
  tenant: string,
  { work, budgetPerFiring }: Pick<ScheduleSettings, "work" | "budgetPerFiring">,
): Promise<void> {
  const spec = await specOf(tx, tenant, work);
  if (spec) refuseBudget(budgetPerFiring, budgetsOf(spec).models);
}

async function specOf(tx: Tx, tenant: string, work: ScheduleWork): Promise<AgentSpec | null> {
  if (work.kind === "message") return await specOfConversation(tx, tenant, work.conversationId);
  if (work.kind === "conversation") return await specOfAgent(tx, tenant, work.agent, work.alias);
  return null;
}

async function specOfConversation(tx: Tx, tenant: string, id: string): Promise<AgentSpec> {
  const path = ["work", "message", "conversationId"];
  const [found] = await tx<{ isClosed: boolean; ofResearch: boolean; spec: AgentSpec }[]>`
    select c.closed_at is not null as is_closed, c.research_id is not null as of_research, v.spec
    from conversations c join agent_versions v on v.id = c.agent_version_id
    where c.id = ${id} and c.tenant = ${tenant}`;
  if (!found || found.ofResearch) throw refuseMissing("such conversation", ...path);
  if (found.isClosed) throw refuseConflict("ENDED", "The conversation is closed.", id);
  return found.spec;
}

async function specOfAgent(tx: Tx, tenant: string, name: string, alias: string | null) {
  const [found] = await tx<{ id: string; isArchived: boolean; spec: AgentSpec | null }[]>`
    select a.id, a.archived_at is not null as is_archived, (select v.spec from agent_versions v
      left join agent_aliases l on l.version_id = v.id and l.name = ${alias}
      where v.agent_id = a.id and (${alias}::text is null or l.name is not null)
      order by v.number desc limit 1) as spec
    from agents a where a.tenant = ${tenant} and a.name = ${name}`;
  if (!found) throw refuseMissing(`agent ${name}`, "work", "conversation", "agent");
  if (found.isArchived) throw refuseConflict("ENDED", `Agent ${name} is archived.`, found.id);
  if (!found.spec) throw refuseMissing(`alias ${alias}`, "work", "conversation", "alias");
  return found.spec;
}
