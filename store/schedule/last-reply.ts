import { authorize } from "../../protocol/auth/authorize.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import { type Content, textOf } from "../../protocol/conversation/content.ts";
import { readOwnership } from "../access/read-ownership.ts";
import { toResource } from "../access/resource.ts";
import type { Sql, Tx } from "../database/sql.ts";

interface LastFiring {
  conversationId: string | null;
  turnId: string | null;
  researchId: string | null;
}

/**
 * The text that the last completed firing of a schedule ended with: a reply, or a report; null: none has, or the owner may
 * not read it any more, as after the end of a share, or its erasure was asked for.
 */
export async function lastReply(
  tx: Tx,
  scheduleId: string,
  owner: Principal,
): Promise<string | null> {
  const [last] = await tx<LastFiring[]>`
    select f.conversation_id, f.turn_id, f.research_id from firings f
    left join conversations c on c.id = f.conversation_id
    where f.schedule_id = ${scheduleId} and f.status = 'COMPLETED' and c.erase_requested_at is null
    order by f.due desc limit 1`;
  if (!last || !await mayRead(tx, owner, last)) return null;
  return last.turnId === null
    ? await reportOf(tx, last.researchId)
    : await replyOf(tx, last.turnId);
}

async function mayRead(tx: Tx, owner: Principal, { conversationId, researchId }: LastFiring) {
  const [found] = await readOwnership(tx as unknown as Sql, owner.tenant, [
    conversationId ?? researchId ?? "",
  ]);
  const scope = conversationId === null ? "research:read" : "conversations:read";
  return found != null && authorize(owner, scope, toResource(owner.tenant, found));
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
