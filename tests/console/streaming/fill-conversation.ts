import { connect } from "../../../store/mod.ts";

/** Two entries each: a message and its answer. */
export interface Past {
  /** Owner's connection string of the database. */
  database: string;
  conversationId: string;
  turns: number;
}

/**
 * Gives a new conversation a past of ended turns, as if they had been there: with the emulator they would take minutes. The
 * provider is not asked to know them.
 */
export async function fillConversation(
  { database, conversationId: id, turns }: Past,
): Promise<void> {
  const sql = connect(database, { name: "fill-conversation", max: 1 });
  try {
    await sql.begin(async (tx) => {
      const [stream] = await tx<{ head: string; tenant: string }[]>`
        select head, tenant from streams where id = ${id} for update`;
      if (!stream) throw new Error(`there is no conversation ${id}`);
      const { tenant } = stream;
      const head = Number(stream.head);
      await tx`
        insert into turns (id, tenant, conversation_id, number, status, created_at, started_at, ended_at)
        select 'turn_' || md5(${id} || n), ${tenant}, ${id}, n, 'COMPLETED', now(), now(), now()
        from generate_series(1, ${turns}::int) n`;
      await tx`
        insert into entries (id, tenant, conversation_id, turn_id, kind, position, status, role, content)
        select 'message_' || md5(${id} || n || e), ${tenant}, ${id}, 'turn_' || md5(${id} || n), 'message',
          ${head}::bigint + (n - 1) * 2 + e, 'COMPLETED', case e when 1 then 'USER' else 'AGENT' end,
          jsonb_build_array(jsonb_build_object('type', 'text', 'text', case e
            when 1 then 'Question ' || n || ' about prices'
            else '**Answer ' || n || '**: ' || repeat('NVDA trades at *141.89 USD*. ', 8) end))
        from generate_series(1, ${turns}::int) n, generate_series(1, 2) e`;
      await tx`
        insert into events (tenant, stream_id, seq, id, kind, at, body)
        select ${tenant}, ${id}, ${head}::bigint + s, decode(md5(${id} || s), 'hex'), 'EntryChanged', now(),
          jsonb_build_object('kind', 'EntryChanged', 'status', 'COMPLETED',
            'entryId', 'message_' || md5(${id} || (s + 1) / 2 || (s + 1) % 2 + 1))
        from generate_series(1, ${turns * 2}::int) s`;
      await tx`
        update streams set head = head + ${turns * 2}, last_event_at = now() where id = ${id}`;
      await tx`
        update conversations set next_turn = ${
        turns + 1
      }, ended_turn = ${turns}, checkpoint_turn = ${turns},
          ended_status = 'COMPLETED' where id = ${id}`;
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
}
