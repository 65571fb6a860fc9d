import type { AgentSpec } from "../../protocol/agent/agent.ts";
import { type Budget, tighten } from "../../protocol/budget/budget.ts";
import type {
  StartConversation,
  StartedConversation,
} from "../../protocol/conversation/commands.ts";
import type { NotedItem } from "../../protocol/feed/feed-item.ts";
import type { Actor } from "../../protocol/status.ts";
import { versionIdOf } from "../agent/find-version.ts";
import { budgetsOf, refuseBudget } from "../budget/spec-budget.ts";
import { acceptFirstMessage } from "../conversation/accept-message.ts";
import { json, type Tx } from "../database/sql.ts";
import { newId } from "../ids.ts";
import { refuseConflict, refuseMissing } from "../refusal.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Starts a conversation with a pinned agent version at a provider, with a first message if there is one. The caller then
 * wakes its workflow. Refuses: NotFoundError (agent, version), ConflictError (ENDED: archived; KEY_REUSED),
 * ValidationError (a cost limit without a price).
 */
export const startConversation = defineCommand<
  StartConversation,
  StartedConversation,
  [provider: string]
>("startConversation", async (tx, caller, command, provider) => {
  const { versionId, spec } = await pinVersion(tx, caller.tenant, command);
  const { models, turnBudget, conversationBudget } = budgetsOf(spec);
  refuseBudget(command.budget, models);
  const id = newId("conversation");
  const budget = tighten(conversationBudget, command.budget ?? {});
  const owner = command.onBehalfOf ?? caller.subject;
  // PostgreSQL runs them in this order.
  const [, turnId] = await Promise.all([
    insertConversation(tx, caller.tenant, {
      ...{ ...command, owner, id, versionId, provider, budget },
      actor: caller.actor,
    }),
    acceptFirstMessage(tx, caller, id, command, turnBudget),
  ]);
  return { conversationId: id, turnId };
});

async function pinVersion(tx: Tx, tenant: string, { agent, version }: StartConversation) {
  const [row] = await tx<
    { id: string; archivedAt: Date | null; versionId: string | null; spec: AgentSpec }[]
  >`select a.id, a.archived_at, v.id as version_id, v.spec from agents a
    left join agent_versions v on v.id = ${versionIdOf(tx, tx`a.id`, version)}
    where a.tenant = ${tenant} and a.name = ${agent}`;
  if (!row) throw refuseMissing(`agent ${agent}`, "agent");
  if (row.archivedAt) throw refuseConflict("ENDED", `Agent ${agent} is archived.`, row.id);
  const { versionId, spec } = row;
  if (versionId === null) throw refuseMissing("such version", "version");
  return { versionId, spec };
}

interface NewConversation {
  id: string;
  versionId: string;
  provider: string;
  title: string | null;
  labels: string[];
  budget: Budget;
  owner: string | null;
  actor: Actor;
}

async function insertConversation(
  tx: Tx,
  tenant: string,
  { id, versionId, provider, title, labels, budget, owner, actor }: NewConversation,
) {
  const item: NotedItem = { item: "CONVERSATION_STARTED", nodeId: id, actor };
  await tx`with stream as (insert into streams (id, tenant) values (${id}, ${tenant})),
      noted as (insert into feed_pending (tenant, stream_id, items) values (${tenant}, ${id}, ${
    json(tx, [item])
  }))
    insert into conversations (id, tenant, agent_version_id, provider, title, labels, budget, owner)
    values (${id}, ${tenant}, ${versionId}, ${provider}, ${title}, ${labels}, ${
    json(tx, budget)
  }, ${owner})`;
}
