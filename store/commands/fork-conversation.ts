import { type Budget, noBudget } from "../../protocol/budget/budget.ts";
import type {
  ForkConversation,
  StartedConversation,
} from "../../protocol/conversation/commands.ts";
import { isFinal, type Status } from "../../protocol/status.ts";
import { validationError } from "../../protocol/user-error.ts";
import { findVersionId } from "../agent/find-version.ts";
import { readSpec } from "../budget/spec-budget.ts";
import { acceptFirstMessage } from "../conversation/accept-message.ts";
import { forkCheckpoint } from "../conversation/fork-checkpoint.ts";
import { lockSources, partsUpTo, saveSharedPast } from "../conversation/shared-past.ts";
import { json, type Tx } from "../database/sql.ts";
import { noteItem } from "../feed/note-item.ts";
import { newId } from "../ids.ts";
import { Refusal, refuseConflict, refuseMissing, refuseOtherProvider } from "../refusal.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Starts a conversation that shares the history of another up to an entry, with a first message if there is one. Shared
 * entries are not copied; usage and budget start at zero. The caller then wakes the workflow. Refuses: NotFoundError
 * (entry, version), ValidationError (a discarded entry), ConflictError (BUSY: its turn has not ended; ENDED: the agent is
 * archived or the content erased; OTHER_PROVIDER; KEY_REUSED).
 */
export const forkConversation = defineCommand<
  ForkConversation,
  StartedConversation,
  [provider: string]
>("forkConversation", async (tx, caller, command, provider) => {
  const { entryId } = command;
  const entry = await readSource(tx, caller.tenant, entryId);
  await lockSources(tx, entry.conversationId);
  // Read again: it may have been erased before the sources were locked.
  const source = await readSource(tx, caller.tenant, entryId);
  refuseUnlessForkable(source, provider);
  const versionId = await pinVersion(tx, source, command);
  const { turnBudget, conversationBudget } = await readSpec(tx, versionId);
  const sourceBudget = { ...noBudget, ...source.budget };
  const budget = versionId === source.versionId ? sourceBudget : conversationBudget;
  const id = newId("conversation");
  const owner = command.onBehalfOf ?? caller.subject;
  await insertFork(tx, owner, { ...source, id, versionId, budget, entryId });
  const item = { item: "CONVERSATION_STARTED", nodeId: id, actor: caller.actor } as const;
  await noteItem(tx, caller.tenant, item, id);
  const turnId = await acceptFirstMessage(tx, caller, id, command, turnBudget);
  return { conversationId: id, turnId };
});

interface Source {
  conversationId: string;
  position: number;
  status: Status;
  turn: number;
  turnStatus: Status;
  turnId: string;
  versionId: string;
  budget: Partial<Budget>;
  provider: string;
  erased: boolean;
  agentId: string;
  agentName: string;
  archived: boolean;
}

async function readSource(tx: Tx, tenant: string, entryId: string): Promise<Source> {
  const [source] = await tx<Source[]>`
    select e.conversation_id, e.position, e.status, t.number as turn, t.status as turn_status, t.id as turn_id,
      c.agent_version_id as version_id, c.budget, c.provider, c.erase_requested_at is not null as erased,
      a.id as agent_id, a.name as agent_name, a.archived_at is not null as archived
    from entries e join turns t on t.id = e.turn_id join conversations c on c.id = e.conversation_id
    join agent_versions v on v.id = c.agent_version_id join agents a on a.id = v.agent_id
    where e.id = ${entryId} and e.tenant = ${tenant}`;
  if (!source) throw refuseMissing("such entry", "entryId");
  return source;
}

function refuseUnlessForkable(source: Source, provider: string) {
  const { conversationId, turnId, agentId } = source;
  if (source.erased) throw refuseConflict("ENDED", "The content was erased.", conversationId);
  if (source.status === "DISCARDED") {
    const message = "This entry was discarded. Choose an entry of the conversation's list.";
    throw new Refusal(validationError([{ path: ["entryId"], message }]));
  }
  if (!isFinal(source.turnStatus)) {
    const message = "The turn of this entry has not ended. Wait, or choose an earlier entry.";
    throw refuseConflict("BUSY", message, turnId);
  }
  if (source.archived) {
    throw refuseConflict("ENDED", `Agent ${source.agentName} is archived.`, agentId);
  }
  if (source.provider !== provider) {
    throw refuseOtherProvider(conversationId, source.provider, provider);
  }
}

async function pinVersion(tx: Tx, { agentId, versionId }: Source, { version }: ForkConversation) {
  if (version === null) return versionId;
  const id = await findVersionId(tx, agentId, version);
  if (!id) throw refuseMissing("such version", "version");
  return id;
}

async function insertFork(
  tx: Tx,
  owner: string | null,
  fork: Source & { id: string; budget: Budget; entryId: string },
) {
  const { id, conversationId, versionId, budget, entryId } = fork;
  const parts = await partsUpTo(tx, fork);
  const checkpoint = await forkCheckpoint(tx, versionId, parts);
  const { remoteId = null, lastEntryId = null, model = null } = checkpoint ?? {};
  await tx`insert into streams (id, tenant) select ${id}, tenant from streams where id = ${conversationId}`;
  await tx`insert into conversations (id, tenant, agent_version_id, provider, title, labels, budget, forked_from,
      checkpoint_remote_id, checkpoint_last_entry_id, checkpoint_model, checkpoint_dirty, past_place, past_turn, owner)
    select ${id}, tenant, ${versionId}, provider, title, labels, ${json(tx, budget)}, ${entryId},
      ${remoteId}, ${lastEntryId}, ${model}, ${checkpoint !== null}, ${checkpoint?.place ?? -1},
      ${checkpoint?.turn ?? 0}, ${owner} from conversations where id = ${conversationId}`;
  await saveSharedPast(tx, id, parts);
}
