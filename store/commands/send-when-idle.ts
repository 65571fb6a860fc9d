import { noBudget } from "../../protocol/budget/budget.ts";
import type { Caller } from "../../protocol/caller.ts";
import { limitsCost } from "../../protocol/quota/money.ts";
import type { SendMessage, SentMessage } from "../../protocol/conversation/commands.ts";
import { type NewMessage, newMessage, storedMessage } from "../conversation/accept-message.ts";
import { unscoped } from "../database/in-tenant.ts";
import { json, type Sql } from "../database/sql.ts";
import { inputHash } from "./define-command.ts";

interface Sent {
  beforeSeq: number;
  number: number;
  budget: Partial<typeof noBudget>;
  createdAt: Date;
}

/**
 * Accepts a message in one statement, which is its own transaction, if that needs no decision: the key is new, no turn is
 * open, and neither the conversation nor the message limits anything. Null otherwise; nothing was changed then.
 */
export async function sendWhenIdle(
  sql: Sql,
  caller: Caller,
  command: SendMessage,
  provider: string,
): Promise<SentMessage | null> {
  const { costLimits } = caller;
  if (command.budget !== null || (costLimits && limitsCost(costLimits))) return null;
  const message: NewMessage = newMessage(caller, command.conversationId, command);
  const [sent] = await unscoped(sql)<Sent[]>`select before_seq, number, budget, created_at
    from send_message(${json(sql, { ...message, provider, hash: inputHash(command) })})`;
  if (!sent) return null;
  const { beforeSeq, createdAt } = sent;
  const { turnId, entryId } = message;
  const budget = { ...noBudget, ...sent.budget };
  const stored = storedMessage(message, { ...sent, position: beforeSeq + 2, budget, createdAt });
  return { turnId, entryId, beforeSeq, replayed: false, ...stored };
}
