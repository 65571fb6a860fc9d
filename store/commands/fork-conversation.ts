import { type Budget, noBudget } from "../../protocol/budget/budget.ts";
import type { Caller } from "../../protocol/caller.ts";
import type {
  ForkConversation,
  StartedConversation,
} from "../../protocol/conversation/commands.ts";
import { isFinal, type Status } from "../../protocol/status.ts";
import { validationError } from "../../protocol/user-error.ts";
import { acceptMessage } from "../conversation/accept-message.ts";
import { readSpec } from "../budget/spec-budget.ts";
import { json, type Sql, type Tx } from "../database/sql.ts";
import { findVersionId } from "../agent/find-version.ts";
import { once } from "./define-command.ts";
import { newId } from "../ids.ts";
import { Refusal, refuseConflict, refuseMissing } from "../refusal.ts";
import { forkCheckpoint } from "../conversation/fork-checkpoint.ts";
import { lockSources, partsUpTo, saveSharedPast } from "../conversation/shared-past.ts";

/**
 * Opens a conversation that begins with what another holds up to a settled entry, with a first message if one is
 * given. The shared entries stay where they are; usage and budget begin anew. The caller rings the doorbell after it.
 * Refuses: NotFoundError (entry, version), ValidationError (a void entry), ConflictError (BUSY: its turn has not ended;
 * ENDED: the agent is archived, the content erased; OTHER_PROVIDER; KEY_REUSED).
 */
export function forkConversation(
  sql: Sql,
  caller: Caller,
  provider: string,
  command: ForkConversation,
): Promise<StartedConversation> {
  return once(sql, caller, "forkConversation", command, async (tx) => {
    const said = await readSource(tx, caller.tenant, command.entryId);
    await lockSources(tx, said.conversationId);
    // Read again: what it stood at before the sources were held may have been erased since.
    const source = await readSource(tx, caller.tenant, command.entryId);
    refuseUnlessFit(source, provider);
    const versionId = await pinVersion(tx, source, command);
    const { turnBudget, conversationBudget } = await readSpec(tx, versionId);
    const kept = { ...noBudget, ...source.budget };
    const budget = versionId === source.versionId ? kept : conversationBudget;
    const id = newId("conversation");
    await open(tx, { ...source, id, versionId, budget, entryId: command.entryId });
    const { idempotencyKey, content } = command;
    const message = content && { number: 1, idempotencyKey, content, budget: turnBudget };
    const accepted = message && await acceptMessage(tx, caller, { id, head: 0 }, message);
    return { conversationId: id, turnId: accepted?.turnId ?? null };
  });
}

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

function refuseUnlessFit(source: Source, provider: string) {
  const { conversationId, turnId, agentId } = source;
  if (source.erased) throw refuseConflict("ENDED", "Its content was erased.", conversationId);
  if (source.status === "DISCARDED") {
    const message = "This entry is void. Name one that is shown.";
    throw new Refusal(validationError([{ path: ["entryId"], message }]));
  }
  if (!isFinal(source.turnStatus)) {
    const message = "The turn of this entry has not ended. Name one before it, or wait.";
    throw refuseConflict("BUSY", message, turnId);
  }
  if (source.archived) {
    throw refuseConflict("ENDED", `Agent ${source.agentName} is archived.`, agentId);
  }
  if (source.provider !== provider) {
    const message =
      `The conversation lives at ${source.provider}; this deployment talks to ${provider}.`;
    throw refuseConflict("OTHER_PROVIDER", message, conversationId);
  }
}

async function pinVersion(tx: Tx, { agentId, versionId }: Source, { version }: ForkConversation) {
  if (version === null) return versionId;
  const id = await findVersionId(tx, agentId, version);
  if (!id) throw refuseMissing("such version", "version");
  return id;
}

async function open(tx: Tx, fork: Source & { id: string; budget: Budget; entryId: string }) {
  const { id, conversationId, versionId, budget, entryId } = fork;
  const parts = await partsUpTo(tx, fork);
  const checkpoint = await forkCheckpoint(tx, versionId, parts);
  await tx`insert into streams (id, tenant) select ${id}, tenant from streams where id = ${conversationId}`;
  await tx`insert into conversations (id, tenant, agent_version_id, provider, title, labels, budget, forked_from,
      checkpoint_remote_id, checkpoint_last_entry_id, checkpoint_model, checkpoint_dirty, past_place, past_turn)
    select ${id}, tenant, ${versionId}, provider, title, labels, ${json(tx, budget)}, ${entryId},
      ${checkpoint?.remoteId ?? null}, ${checkpoint?.lastEntryId ?? null}, ${
    checkpoint?.model ?? null
  }, ${checkpoint !== null},
      ${checkpoint?.place ?? -1}, ${
    checkpoint?.turn ?? 0
  } from conversations where id = ${conversationId}`;
  await saveSharedPast(tx, id, parts);
}
