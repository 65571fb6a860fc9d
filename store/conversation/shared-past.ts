import type { Tx } from "../database/sql.ts";

/** A piece of a shared past: of a source the turns before `throughTurn`, of that one what stands up to a position. */
export interface Part {
  sourceId: string;
  throughTurn: number;
  throughPosition: number;
  /** Its content is erased, or is about to be. */
  erased: boolean;
}

/** What a fork made at this entry begins with: the past of the conversation where it was said, then a part of that. */
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
 * Holds the sources, so that none is erased while a fork of it is being made: whoever erases finds the fork, or the
 * fork finds it erased. Sorted, so that two who hold several cannot wait for each other.
 */
export async function lockSources(tx: Tx, conversationId: string): Promise<void> {
  await tx`select id from streams where id = ${conversationId} or id in (
    select source_id from shared_pasts where conversation_id = ${conversationId}) order by id for share`;
}

/** Keeps what a fork begins with. */
export async function saveSharedPast(tx: Tx, conversationId: string, parts: readonly Part[]) {
  for (const [place, { sourceId, throughTurn, throughPosition, erased }] of parts.entries()) {
    await tx`insert into shared_pasts (conversation_id, place, source_id, through_turn, through_position, erased_at)
      values (${conversationId}, ${place}, ${sourceId}, ${throughTurn}, ${throughPosition},
        ${erased ? tx`now()` : null})`;
  }
}
