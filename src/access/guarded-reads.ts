import type { Bound, Principal } from "../../protocol/auth/principal.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";
import type { TurnRecord } from "../../protocol/conversation/records.ts";
import type { Page } from "../../protocol/paging.ts";
import { graphError } from "../../schema/errors.ts";
import type { Load, Reads } from "../../schema/ports/reads.ts";
import type { Access } from "./access.ts";
import { scheduleReads } from "./schedule-access.ts";
import { cutTurn, type InTurn, isShared, sharedOnes } from "./cut-turn.ts";

/** What reads are guarded with. */
export interface ReadGuard {
  access: Access;
  /** How far visible forks share a turn: to the position of an entry; Infinity: all of it; null: not at all. */
  sharedThrough: Load<number | null>;
  /** Only webhooks of this owner; null: of all. */
  webhooksOf: string | null;
  principal: Principal;
}

/**
 * `reads` without what a requester may not read: an object is null as if it did not exist. The lists of `reads` are
 * filtered by the database already, so that their pages are full and their counts reveal nothing.
 */
export function guardedReads(reads: Reads, guard: ReadGuard): Reads {
  const { access, principal } = guard;
  const { bound } = principal;
  const schedules = scheduleReads(reads, principal);
  const content = contentGuard(guard);
  const inRun = guardOf(access, "research:read", "research run");
  const approvals = guardOf(access, "approvals:read", "approval");
  return {
    ...reads,
    ...schedules,
    isLimited: true,
    agentByName: async (name) => isForeignAgent(bound, name) ? null : await reads.agentByName(name),
    agents: (filter, args) =>
      reads.agents(bound === null ? filter : { ...filter, name: agentOf(bound) }, args),
    conversation: content.object(reads.conversation),
    conversations: async (...args) => await content.page(await reads.conversations(...args)),
    usageOfConversation: content.within(reads.usageOfConversation),
    turn: content.turn(reads.turn),
    turns: content.within(reads.turns),
    currentTurn: content.within(reads.currentTurn),
    lastTurn: content.within(reads.lastTurn),
    failedTurns: async (args) => {
      const page = await reads.failedTurns(args);
      await Promise.all(
        page.items.map(({ node }) => access.may("conversations:read", node.conversationId)),
      );
      return page;
    },
    firstText: content.within(reads.firstText),
    turnCount: content.within(reads.turnCount),
    messagesOfTurn: content.ofTurn(reads.messagesOfTurn, sharedOnes),
    replyOfTurn: content.ofTurn(
      reads.replyOfTurn,
      (reply, through) => reply && isShared(reply, through) ? reply : null,
    ),
    stepsOfTurn: content.ofTurn(reads.stepsOfTurn, sharedOnes),
    usageOfTurn: content.ofTurn(reads.usageOfTurn, (usage) => usage),
    entry: content.record(reads.entry),
    entries: content.within(reads.entries),
    step: content.record(reads.step),
    approval: approvals.record(reads.approval, (approval) => approval.conversationId),
    approvalOfCall: approvals.record(reads.approvalOfCall, (approval) => approval.conversationId),
    researchRun: inRun.object(reads.researchRun),
    researchRuns: async (...args) => await inRun.page(await reads.researchRuns(...args)),
    search: async (...args) => {
      const page = await reads.search(...args);
      // Where a reason permits the read of an object, it is recorded.
      await Promise.all(
        page.items.map(({ node: { kind, objectId } }) =>
          access.may(kind === "REPORT" ? "research:read" : "conversations:read", objectId)
        ),
      );
      return page;
    },
    ...webhookGuard(reads, guard),
    researchPhase: inRun.record(reads.researchPhase, (phase) => phase.researchId),
    phasesOfRun: inRun.within(reads.phasesOfRun),
    usageOfRun: inRun.within(reads.usageOfRun),
    sharesOf: async (id) =>
      await access.may("conversations:share", id) ? await reads.sharesOf(id) : null,
  };
}

/** Guards of reads that one scope permits. */
function guardOf(access: Access, scope: Scope, noun: string) {
  const may = (id: string) => access.may(scope, id);
  return {
    /** The object of an id. */
    object: <T>(load: Load<T | null>): Load<T | null> => async (id) =>
      await may(id) ? await load(id) : null,
    /** A record in the object that `of` names. */
    record: <T>(load: Load<T | null>, of: (record: T) => string): Load<T | null> => async (id) => {
      const record = await load(id);
      return record !== null && await may(of(record)) ? record : null;
    },
    /** What belongs to an object that was read before: it fails only if access has ended since. */
    within:
      <A extends unknown[], T>(load: (id: string, ...args: A) => Promise<T>) =>
      async (id: string, ...args: A): Promise<T> => {
        if (await may(id)) return await load(id, ...args);
        throw graphError("NOT_FOUND", `There is no ${noun} with this id.`);
      },
    /** A page that the database has filtered; where a reason permits the read of an object, it is recorded. */
    page: async <P extends Page<{ id: string }>>(page: P): Promise<P> => {
      await Promise.all(page.items.map(({ node }) => may(node.id)));
      return page;
    },
  };
}

/** The guards of conversations and what is in them. A turn can also be visible as far as a fork shares it. */
function contentGuard({ access, sharedThrough }: ReadGuard) {
  const guard = guardOf(access, "conversations:read", "conversation");
  const throughOf = async (conversationId: string, turnId: string) =>
    await access.may("conversations:read", conversationId) ? Infinity : await sharedThrough(turnId);
  return {
    ...guard,
    turn: (load: Load<TurnRecord | null>) => async (id: string): Promise<TurnRecord | null> => {
      const turn = await load(id);
      const through = turn && await throughOf(turn.conversationId, id);
      return turn === null || through === null ? null : cutTurn(turn, through);
    },
    record: <T extends InTurn>(load: Load<T | null>) => async (id: string): Promise<T | null> => {
      const record = await load(id);
      const through = record && await throughOf(record.conversationId, record.turnId);
      return record && through !== null && isShared(record, through) ? record : null;
    },
    ofTurn:
      <T>(load: Load<T>, cut: (value: T, through: number) => T): Load<T> => async (turnId) => {
        const conversationId = await access.conversationOf(turnId);
        const through = conversationId === null ? null : await throughOf(conversationId, turnId);
        if (through !== null) return cut(await load(turnId), through);
        throw graphError("NOT_FOUND", "There is no turn with this id.");
      },
  };
}

/** The name of the only agent that is listed for a limited requester; no agent has an empty name. */
const agentOf = ({ kind, id }: Bound) => kind === "agent" ? id : "";

const isForeignAgent = (bound: Bound | null, name: string) =>
  bound !== null && agentOf(bound) !== name;

/** Webhooks that the requester reaches. The answers of a receiver are for the owner of its webhook alone. */
function webhookGuard(
  reads: Reads,
  { webhooksOf, principal: { subject } }: ReadGuard,
): Pick<Reads, "webhook" | "delivery" | "attemptsOfDelivery"> {
  const webhook: Reads["webhook"] = async (id) => {
    const found = await reads.webhook(id);
    return found !== null && (webhooksOf === null || found.owner === webhooksOf) ? found : null;
  };
  const webhookOf = async (deliveryId: string) => {
    const found = await reads.delivery(deliveryId);
    return found && { delivery: found, webhook: await webhook(found.webhookId) };
  };
  return {
    webhook,
    delivery: async (id) => {
      const found = await webhookOf(id);
      return found?.webhook ? found.delivery : null;
    },
    attemptsOfDelivery: async (id) => {
      const found = await webhookOf(id);
      if (!found?.webhook) return [];
      const attempts = await reads.attemptsOfDelivery(id);
      const isOwner = found.webhook.owner === subject;
      return isOwner ? attempts : attempts.map((attempt) => ({ ...attempt, answer: null }));
    },
  };
}
