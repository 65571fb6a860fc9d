import type { Tx } from "../database/sql.ts";

/** A part of a shared history: the source's turns before `throughTurn`, and that turn's entries up to a position. */
export interface Part {
  sourceId: string;
  throughTurn: number;
  throughPosition: number;
  /** Its content is erased, or its erasure was requested. */
  erased: boolean;
}

/** The history of a fork at this entry: what the entry's conversation shares, then that conversation up to the entry. */
export async function partsUpTo(
  tx: Tx,
  { conversationId, turn, position }: { conversationId: string; turn: number; position: number },
): Promise<Part[]> {
  const before = await tx<Part[]>`
    select p.source_id, p.through_turn, p.through_position, s.erase_requested_at is not null as erased
    from shared_pasts p join conversations s on s.id = p.source_id
    where p.conversation_id = ${conversationId} order by p.place`;
  const own = { sourceId: conversationId, throughTurn: turn, throughPosition: position };
  return [...before, { ...own, erased: false }];
}

/**
 * Locks the sources, so that none is erased while it is being forked: either the erasure finds the fork, or the fork
 * finds the source erased. In a fixed order, so that two transactions cannot deadlock.
 */
export async function lockSources(tx: Tx, conversationId: string): Promise<void> {
  await tx`select id from streams where id = ${conversationId} or id in (
    select source_id from shared_pasts where conversation_id = ${conversationId}) order by id for share`;
}

/** Records the shared history of a fork. */
export async function saveSharedPast(tx: Tx, conversationId: string, parts: readonly Part[]) {
  for (const [place, { sourceId, throughTurn, throughPosition, erased }] of parts.entries()) {
    await tx`insert into shared_pasts (tenant, conversation_id, place, source_id, through_turn, through_position, erased_at)
      select tenant, id, ${place}::integer, ${sourceId}, ${throughTurn}::integer, ${throughPosition}::bigint,
        ${erased ? tx`now()` : null}::timestamptz from conversations where id = ${conversationId}`;
  }
}
