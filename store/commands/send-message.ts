import type { AgentSpec } from "../../protocol/agent/agent.ts";
import { type Budget, noBudget, tighten } from "../../protocol/budget/budget.ts";
import type { SendMessage, SentMessage } from "../../protocol/conversation/commands.ts";
import { limits } from "../../protocol/limits.ts";
import { refuseWhenSpent } from "../budget/refuse-when-spent.ts";
import { budgetsOf, refuseBudget } from "../budget/spec-budget.ts";
import { acceptMessage } from "../conversation/accept-message.ts";
import { refuseWhenTenantSpent } from "../quota/refuse-when-tenant-spent.ts";
import { steerInto } from "../conversation/steer.ts";
import { makeRoom } from "../conversation/when-busy.ts";
import type { Tx } from "../database/sql.ts";
import { lockStream } from "../log/append.ts";
import { refuseConflict, refuseMissing, refuseOtherProvider } from "../refusal.ts";
import { type Command, defineCommand } from "./define-command.ts";
import { sendWhenIdle } from "./send-when-idle.ts";

/**
 * Accepts a message, for the connected provider. The caller then wakes the conversation's workflow. Refuses:
 * NotFoundError, ConflictError (ENDED, OTHER_PROVIDER, BUSY, QUEUE_FULL, KEY_REUSED), BudgetExceededError,
 * ValidationError (a cost limit without a price); each is decided under the stream's lock.
 */
export const sendMessage: Command<SendMessage, SentMessage, [provider: string]> = async (
  ...given
) => await sendWhenIdle(...given) ?? await decideAndSend(...given);

/** The same with every decision, which can be a part of another transaction. */
export const decideAndSend = defineCommand<SendMessage, SentMessage, [provider: string]>(
  "sendMessage",
  async (tx, caller, command, provider) => {
    const { conversationId, whenBusy } = command;
    const [stream, inbox] = await Promise.all([
      lockStream(tx, caller.tenant, conversationId),
      readInbox(tx, conversationId),
    ]);
    if (!stream || !inbox) throw refuseMissing("such conversation", "conversationId");
    refuseUnlessOpen(inbox, provider, command);
    await refuseWhenTenantSpent(tx, caller);
    const budget = await turnBudget(tx, stream.id, inbox, command);
    const message = { ...command, number: inbox.nextTurn, budget };
    const { openTurn } = inbox;
    const ids = openTurn && whenBusy === "STEER"
      ? await steerInto(tx, caller, stream, openTurn, message)
      : await acceptMessage(
        tx,
        caller,
        await makeRoom(tx, caller, stream, openTurn, whenBusy),
        message,
      );
    return { ...ids, beforeSeq: stream.head };
  },
);

/** The limits of the message's turn; refuses if those of the conversation are used up. */
async function turnBudget(tx: Tx, conversationId: string, inbox: Inbox, { budget }: SendMessage) {
  const { models, turnBudget } = budgetsOf(inbox.spec);
  refuseBudget(budget, models);
  await refuseWhenSpent(tx, conversationId, { ...noBudget, ...inbox.budget });
  return tighten(turnBudget, budget ?? {});
}

interface Inbox {
  spec: AgentSpec;
  budget: Partial<Budget>;
  closed: boolean;
  ofResearch: boolean;
  provider: string;
  nextTurn: number;
  /** Queued turns, and steered messages that wait. */
  queued: number;
  /** The turn that runs or, if none has begun, comes next. */
  openTurn: string | null;
}

async function readInbox(tx: Tx, id: string): Promise<Inbox | undefined> {
  const [inbox] = await tx<Inbox[]>`
    select c.closed_at is not null as closed, c.research_id is not null as of_research, c.provider, c.next_turn, c.budget,
      (select v.spec from agent_versions v where v.id = c.agent_version_id) as spec,
      (select count(*) from turns t where t.conversation_id = c.id and t.ended_at is null and t.status = 'QUEUED')
        + (select count(*) from entries e join turns t on t.id = e.turn_id
          where t.conversation_id = c.id and t.ended_at is null
          and e.reserved_turn is not null and e.steered_step is null) as queued,
      (select t.id from turns t where t.conversation_id = c.id
        and t.ended_at is null order by t.number limit 1) as open_turn
    from conversations c where c.id = ${id}`;
  return inbox;
}

function refuseUnlessOpen(
  inbox: Inbox,
  provider: string,
  { conversationId, whenBusy }: SendMessage,
) {
  if (inbox.closed) throw refuseConflict("ENDED", "The conversation is closed.", conversationId);
  if (inbox.ofResearch) {
    const message = "The conversation belongs to a research run and accepts no messages.";
    throw refuseConflict("ENDED", message, conversationId);
  }
  if (inbox.provider !== provider) {
    throw refuseOtherProvider(conversationId, inbox.provider, provider);
  }
  if (whenBusy === "REJECT" && inbox.openTurn) {
    throw refuseConflict("BUSY", "A turn is running or queued.", inbox.openTurn);
  }
  if (inbox.queued >= limits.queuedTurns) {
    const message =
      `${inbox.queued} messages are queued, which is the limit. Send again after an answer.`;
    throw refuseConflict("QUEUE_FULL", message, conversationId);
  }
}
