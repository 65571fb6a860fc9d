import type { Sql } from "../../store/mod.ts";

/** Amount of data. Each conversation has two turns with two model calls, a tool call and ten events each. */
export interface Fill {
  conversations: number;
  /** Days before now that the data spans. */
  days: number;
  /** Days before today with a partition each; 0: everything older than today is in one partition. */
  partitions: number;
  /** Events of each conversation. */
  events?: number;
}

/** Fills a migrated, empty database with rows like those of real turns. */
export async function fillStore(
  sql: Sql,
  { conversations, days, partitions, events = 20 }: Fill,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local statement_timeout = 0`;
    await tx`set local synchronous_commit = off`;
    await tx`set local session_replication_role = replica`; // rows that fit each other need no check
    if (partitions > 0) await tx.unsafe(daily(partitions));
    for (const statement of rows(conversations, days, events)) await tx.unsafe(statement);
  });
  await sql.begin(async (tx) => {
    await tx`set local statement_timeout = 0`;
    await tx`analyze`;
  });
}

const daily = (days: number) => `
  drop table events_past;
  do $$ declare day timestamptz; ends timestamptz; part text; begin
    select min(from_at) into ends from event_partitions;
    for n in reverse ${days + 1}..1 loop
      day := ends - n * interval '24 hours';
      part := 'events_' || to_char(day at time zone 'UTC', 'YYYYMMDD_HH24MISS');
      execute format('create table %I (like events, primary key (stream_id, seq), unique (id))', part);
      execute format('alter table events attach partition %I for values from (%L) to (%L)', part, day,
        day + interval '24 hours');
    end loop;
  end $$`;

/** Ids in the order of time, like those of newId. One conversation in a hundred spans all days. */
const rows = (conversations: number, days: number, events: number) => [
  `create temporary table made on commit drop as
    select n, 'conversation_' || lpad(to_hex(n), 12, '0') || substr(md5(n::text), 1, 20) as id,
      lpad(to_hex(n), 12, '0') as prefix, n % 100 = 0 as long,
      now() - interval '${days} days' * (1 - n / ${conversations}.0) as since
    from generate_series(0, ${conversations} - 1) n`,
  `insert into agents (id, tenant, name) values ('agent_1', 'default', 'filled')`,
  `insert into agent_versions (id, tenant, agent_id, number, hash, spec)
    values ('version_1', 'default', 'agent_1', 1, 'h', '{}')`,
  `insert into streams (id, tenant, head, created_at, last_event_at) select id, 'default', 20, since, ${
    at(20)
  } from made`,
  `insert into conversations (id, tenant, agent_version_id, provider, created_at, active_at, next_turn, checkpoint_remote_id,
      checkpoint_last_entry_id, woken_at)
    select id, 'default', 'version_1', 'emulator', since, ${
    at(20)
  }, 3, 'conv_' || md5(id), 'msg_' || md5(id), since
    from made`,
  `insert into turns (id, tenant, conversation_id, number, status, created_at, started_at, ended_at)
    select 'turn_' || md5(id || t), 'default', id, t, 'COMPLETED', since, since, since from made,
      generate_series(1, 2) t`,
  `insert into calls (id, tenant, conversation_id, turn_id, kind, step, place, status, input_hash, fence, attempts,
      started_at, ended_at, checkpoint, version_id, remote_conversation_id, input_tokens, output_tokens, name, arguments,
      result)
    select (array['model_', 'tool_', 'model_'])[c] || md5(id || t || c), 'default', id, 'turn_' || md5(id || t),
      (array['model', 'tool', 'model'])[c], c / 2, 0, 'COMPLETED', md5(id), 1, 1, since, since,
      case when c <> 2 then '{"entries": 1, "lastEntryId": "msg_0123456789abcdef0123456789abcdef"}'::jsonb end,
      'version_1', 'conv_' || md5(id), 900, 300, case c when 2 then 'quote' end,
      case c when 2 then '{"symbol": "ACME", "from": "2026-01-01"}'::jsonb end, case c when 2 then repeat(md5(id), 20) end
    from made, generate_series(1, 2) t, generate_series(1, 3) c`,
  `insert into entries (id, tenant, conversation_id, turn_id, kind, position, created_at, status, role, content)
    select 'message_' || md5(id || t || e), 'default', id, 'turn_' || md5(id || t),
      (array['message', 'tool', 'message'])[e], t * 10 + e, since, 'COMPLETED', case e when 1 then 'USER' else 'AGENT' end,
      jsonb_build_array(jsonb_build_object('type', 'text', 'text', repeat(md5(id || e), 12)))
    from made, generate_series(1, 2) t, generate_series(1, 3) e`,
  `insert into idempotency_keys (tenant, mutation, key, input_hash, result, created_at)
    select 'default', 'sendMessage', md5(id || t), md5(id), jsonb_build_object('turnId', 'turn_' || md5(id || t)), now()
    from made, generate_series(1, 2) t where n > ${conversations} * (1 - 1.0 / ${days})`,
  `insert into events (tenant, stream_id, seq, id, kind, at, body)
    select 'default', id, s, decode(md5(id || s), 'hex'),
      case when s % 4 = 0 then 'StepChanged' else 'EntryChanged' end, ${at("s")},
      case when s % 4 = 0 then jsonb_build_object('kind', 'StepChanged', 'stepId', 'model_' || md5(id || s),
        'status', 'COMPLETED', 'attempt', 1)
      else jsonb_build_object('kind', 'EntryChanged', 'entryId', 'message_' || md5(id || s), 'status', 'COMPLETED') end
    from made, generate_series(1, ${events}) s`,
];

/** The time of event number `s`. */
function at(s: string | number): string {
  return `since + case when long then (now() - since) / 20 else interval '15 seconds' end * ${s}`;
}
