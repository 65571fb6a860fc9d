import { type Content, textOf } from "../../protocol/conversation/content.ts";
import type { Tx } from "../database/sql.ts";

/** The text that the last completed firing of a schedule ended with: a reply, or a report; null: none has. */
export async function lastReply(tx: Tx, scheduleId: string): Promise<string | null> {
  const [last] = await tx<{ turnId: string | null; researchId: string | null }[]>`
    select turn_id, research_id from firings where schedule_id = ${scheduleId} and status = 'COMPLETED'
    order by due desc limit 1`;
  if (!last) return null;
  return last.turnId === null
    ? await reportOf(tx, last.researchId)
    : await replyOf(tx, last.turnId);
}

async function replyOf(tx: Tx, turnId: string): Promise<string | null> {
  const [reply] = await tx<{ content: Content[] }[]>`
    select content from entries where turn_id = ${turnId} and role = 'AGENT' and kind = 'message'
      and status = 'COMPLETED' order by position desc limit 1`;
  return reply ? textOf(reply.content) : null;
}

async function reportOf(tx: Tx, researchId: string | null): Promise<string | null> {
  const [phase] = await tx<{ text: string }[]>`
    select text from research_phases where research_id = ${researchId} and kind = 'WRITE'
      and status = 'COMPLETED' order by ended_at desc limit 1`;
  return phase?.text ?? null;
}
