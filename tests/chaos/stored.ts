import { connect } from "../../store/database/connect.ts";
import { findBrokenReferences } from "../../store/database/references.ts";

/** A conversation as it is stored. */
export interface StoredConversation {
  id: string;
  remoteId: string | null;
  lastEntryId: string | null;
  /** The checkpoint includes this turn and all before it. */
  checkpointTurn: number;
  turns: StoredTurn[];
  calls: StoredCall[];
}

/** A turn with the keys of its messages and its last answer. */
export interface StoredTurn {
  id: string;
  number: number;
  status: string;
  failure: { code: string } | null;
  keys: string[];
  reply: string | null;
}

/** A model call or a tool call. */
export interface StoredCall {
  id: string;
  kind: "model" | "tool";
  status: string;
  endedAt: Date | null;
  attempts: number;
  possiblyPaidTwice: boolean;
  name: string | null;
  arguments: unknown;
}

/**
 * Reads conversations as they are stored, the number of agents that were created at the provider, and the broken
 * references of the whole database.
 */
export async function readStored(database: string, ids: readonly string[]) {
  const sql = connect(database, { name: "chaos" });
  try {
    const conversations = await sql<Omit<StoredConversation, "turns" | "calls">[]>`
      select id, checkpoint_remote_id as remote_id, checkpoint_last_entry_id as last_entry_id, checkpoint_turn from conversations
      where id = any(${ids as string[]})`;
    const text = sql`(select string_agg(c->>'text', '') from jsonb_array_elements(e.content) c)`;
    const turns = await sql<(StoredTurn & { conversationId: string })[]>`
      select id, conversation_id, number, status, failure,
        array(select e.idempotency_key from entries e
          where e.turn_id = t.id and e.idempotency_key is not null) as keys,
        (select ${text} from entries e where e.turn_id = t.id and e.role = 'AGENT' and e.status = 'COMPLETED'
          order by position desc limit 1) as reply
      from turns t where conversation_id = any(${ids as string[]}) order by number`;
    const calls = await sql<(StoredCall & { conversationId: string })[]>`
      select id, conversation_id, kind, status, ended_at, attempts, possibly_paid_twice, name, arguments from calls
      where conversation_id = any(${ids as string[]})`;
    const [{ agents = 0 } = {}] = await sql`select count(*)::int as agents from remote_agents`;
    const of = <T extends { conversationId: string }>(rows: readonly T[], id: string) =>
      rows.filter((row) => row.conversationId === id);
    return {
      agents: Number(agents),
      brokenReferences: await findBrokenReferences(sql),
      conversations: conversations.map((c): StoredConversation => ({
        ...c,
        turns: of(turns, c.id),
        calls: of(calls, c.id),
      })),
    };
  } finally {
    await sql.end({ timeout: 5 });
  }
}
