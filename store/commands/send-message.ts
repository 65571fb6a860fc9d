import { limits } from "../../protocol/limits.ts";
import type { Caller } from "../../protocol/caller.ts";
import type { SendMessage, SentMessage } from "../../protocol/conversation/commands.ts";
import { type Budget, noBudget, tighten } from "../../protocol/budget/budget.ts";
import type { AgentSpec } from "../../protocol/agent/agent.ts";
import { acceptMessage } from "../conversation/accept-message.ts";
import { lockStream } from "../log/append.ts";
import { refuseWhenSpent } from "../budget/refuse-when-spent.ts";
import { budgetsOf, refuseBudget } from "../budget/spec-budget.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { once } from "./define-command.ts";
import { refuseConflict, refuseMissing } from "../refusal.ts";
import { steerInto } from "../conversation/steer.ts";
import { makeRoom } from "../conversation/when-busy.ts";

/**
 * Accepts a message: durable when it answers. The caller rings the doorbell after it. Refuses: NotFoundError,
 * ConflictError (ENDED, OTHER_PROVIDER, BUSY, QUEUE_FULL, KEY_REUSED), BudgetExceededError, ValidationError (a cost
 * without a price), each decided under the stream's lock.
 */
export function sendMessage(
  sql: Sql,
  caller: Caller,
  provider: string,
  command: SendMessage,
): Promise<SentMessage> {
  return once(sql, caller, "sendMessage", command, async (tx) => {
    const [stream, inbox] = await Promise.all([
      lockStream(tx, caller.tenant, command.conversationId),
      readInbox(tx, command.conversationId),
    ]);
    if (!stream || !inbox) throw refuseMissing("such conversation", "conversationId");
    refuseUnlessFit(inbox, provider, command);
    const budget = await budgetFor(tx, stream.id, inbox, command);
    const message = { ...command, number: inbox.nextTurn, budget };
    const { openTurn } = inbox;
    const ids = openTurn && command.whenBusy === "STEER"
      ? await steerInto(tx, caller, stream, openTurn, message)
      : await acceptMessage(
        tx,
        caller,
        await makeRoom(tx, caller, stream, openTurn, command.whenBusy),
        message,
      );
    return { ...ids, beforeSeq: stream.head };
  });
}

/** The limits of the message's turn; refuses when those of the conversation are used up. */
async function budgetFor(tx: Tx, conversationId: string, inbox: Inbox, command: SendMessage) {
  const { models, turnBudget } = budgetsOf(inbox.spec);
  refuseBudget(command.budget, models);
  await refuseWhenSpent(tx, conversationId, { ...noBudget, ...inbox.budget });
  return tighten(turnBudget, command.budget ?? {});
}

interface Inbox {
  spec: AgentSpec;
  budget: Partial<Budget>;
  closed: boolean;
  ofResearch: boolean;
  provider: string;
  nextTurn: number;
  queued: number;
  openTurn: string | null;
}

/** `openTurn`: the one that runs or, where none has begun, comes next. Steered messages that wait count as queued. */
async function readInbox(tx: Tx, id: string): Promise<Inbox | undefined> {
  const [inbox] = await tx<Inbox[]>`
    select c.closed_at is not null as closed, c.research_id is not null as of_research, c.provider, c.next_turn, c.budget,
      (select v.spec from agent_versions v where v.id = c.agent_version_id) as spec,
      (select count(*) from turns t where t.conversation_id = c.id and t.status = 'QUEUED')
        + (select count(*) from entries e join turns t on t.id = e.turn_id
          where t.conversation_id = c.id and t.status in ('QUEUED', 'RUNNING', 'WAITING')
          and e.reserved_turn is not null and e.steered_step is null) as queued,
      (select t.id from turns t where t.conversation_id = c.id
        and t.status in ('QUEUED', 'RUNNING', 'WAITING') order by t.number limit 1) as open_turn
    from conversations c where c.id = ${id}`;
  return inbox;
}

function refuseUnlessFit(
  inbox: Inbox,
  provider: string,
  { conversationId, whenBusy }: SendMessage,
) {
  if (inbox.closed) throw refuseConflict("ENDED", "The conversation is closed.", conversationId);
  if (inbox.ofResearch) {
    const message = "The conversation works for a research run; nobody else speaks in it.";
    throw refuseConflict("ENDED", message, conversationId);
  }
  if (inbox.provider !== provider) {
    const message =
      `The conversation lives at ${inbox.provider}; this deployment talks to ${provider}. ` +
      "It can be read. Start a new one to go on.";
    throw refuseConflict("OTHER_PROVIDER", message, conversationId);
  }
  if (whenBusy === "REJECT" && inbox.openTurn) {
    throw refuseConflict("BUSY", "A turn runs or waits.", inbox.openTurn);
  }
  if (inbox.queued >= limits.queuedTurns) {
    const message = `${inbox.queued} messages wait already. Send again when one has been answered.`;
    throw refuseConflict("QUEUE_FULL", message, conversationId);
  }
}
