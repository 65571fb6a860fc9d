import type { Caller } from "../../protocol/caller.ts";
import type {
  StartConversation,
  StartedConversation,
} from "../../protocol/conversation/commands.ts";
import { acceptMessage } from "../conversation/accept-message.ts";
import { type Budget, tighten } from "../../protocol/budget/budget.ts";
import { readSpec, refuseBudget } from "../budget/spec-budget.ts";
import { json, type Sql, type Tx } from "../database/sql.ts";
import { findVersionId } from "../agent/find-version.ts";
import { once } from "./define-command.ts";
import { newId } from "../ids.ts";
import { refuseConflict, refuseMissing } from "../refusal.ts";

/**
 * Opens a conversation on a pinned version, with a first message if one is given. The caller rings the doorbell
 * after it. Refuses: NotFoundError (agent, version), ConflictError (ENDED: archived; KEY_REUSED), ValidationError (a cost
 * without a price).
 */
export function startConversation(
  sql: Sql,
  caller: Caller,
  provider: string,
  command: StartConversation,
): Promise<StartedConversation> {
  return once(sql, caller, "startConversation", command, async (tx) => {
    const versionId = await pinVersion(tx, caller.tenant, command);
    const stream = { id: newId("conversation"), head: 0 };
    const { models, turnBudget, conversationBudget } = await readSpec(tx, versionId);
    refuseBudget(command.budget, models);
    const budget = tighten(conversationBudget, command.budget ?? {});
    const opening = { ...command, id: stream.id, versionId, provider, budget };
    await openConversation(tx, caller.tenant, opening);
    const { idempotencyKey, content } = command;
    const message = content && { number: 1, idempotencyKey, content, budget: turnBudget };
    const accepted = message && await acceptMessage(tx, caller, stream, message);
    return { conversationId: stream.id, turnId: accepted?.turnId ?? null };
  });
}

async function pinVersion(tx: Tx, tenant: string, { agent, version }: StartConversation) {
  const [row] = await tx<{ id: string; archivedAt: Date | null }[]>`
    select id, archived_at from agents where tenant = ${tenant} and name = ${agent}`;
  if (!row) throw refuseMissing(`agent ${agent}`, "agent");
  if (row.archivedAt) throw refuseConflict("ENDED", `Agent ${agent} is archived.`, row.id);
  const id = await findVersionId(tx, row.id, version);
  if (!id) throw refuseMissing("such version", "version");
  return id;
}

interface Opening {
  id: string;
  versionId: string;
  provider: string;
  title: string | null;
  labels: string[];
  budget: Budget;
}

async function openConversation(
  tx: Tx,
  tenant: string,
  { id, versionId, provider, title, labels, budget }: Opening,
) {
  await tx`insert into streams (id, tenant) values (${id}, ${tenant})`;
  await tx`insert into conversations (id, tenant, agent_version_id, provider, title, labels, budget)
    values (${id}, ${tenant}, ${versionId}, ${provider}, ${title}, ${labels}, ${json(tx, budget)})`;
}
