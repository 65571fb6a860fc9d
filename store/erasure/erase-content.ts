import type { Db, Sql } from "../database/sql.ts";
import { eraseFiles } from "../file/files.ts";

/** Limit of the rows that one statement erases. */
const batch = 500;

/** Replaces the message of a failure. */
const erasedMessage = "The content was erased.";

/**
 * Erases the content of a conversation: messages, arguments and results of tools, reasons of humans, title and labels, and
 * what receivers of webhooks answered.
 * Ids, statuses, counts, dates and usage stay, and so do the numbered events of its log, without texts of tools. Works in
 * batches that can be interrupted and repeated; returns true once everything is erased.
 */
export async function eraseContent(sql: Sql, id: string): Promise<boolean> {
  const rows = [
    (await eraseEntries(sql, id)).count,
    (await eraseCalls(sql, id)).count,
    (await eraseApprovals(sql, id)).count,
    (await eraseEvents(sql, id)).count,
    (await eraseAnswers(sql, id)).count,
  ];
  await sql`delete from drafts where stream_id = ${id}`;
  await eraseFiles(sql, id);
  await sql`update turns set cancel_reason = null, output = null where conversation_id = ${id}
    and (cancel_reason is not null or output is not null)`;
  await sql`update turns set failure = ${withErasedMessage(sql, "failure")}
    where conversation_id = ${id} and failure->>'message' <> ${erasedMessage}`;
  await sql`update conversations set title = null, labels = '{}' where id = ${id}`;
  return rows.every((count) => count < batch);
}

const withErasedMessage = (db: Db, column: string) =>
  db`jsonb_set(${db(column)}, '{message}', to_jsonb(${erasedMessage}::text))`;

function eraseEntries(sql: Sql, id: string) {
  return sql`update entries set content = '[]' where id in (
    select id from entries where conversation_id = ${id} and content <> '[]' limit ${batch})`;
}

function eraseCalls(sql: Sql, id: string) {
  return sql`update calls set arguments = null, result = null, output = null, input_hash = null, output_error = null,
      failure = case when failure is null then null else ${withErasedMessage(sql, "failure")} end
    where id in (select id from calls where conversation_id = ${id} and (arguments is not null or result is not null
      or output is not null or input_hash is not null or output_error is not null or failure->>'message' <> ${erasedMessage}) limit ${batch})`;
}

function eraseApprovals(sql: Sql, id: string) {
  return sql`update approvals set proposed_arguments = '{}', arguments_hash = '', reason = null
    where id in (select id from approvals where conversation_id = ${id}
      and (proposed_arguments <> '{}' or arguments_hash <> '' or reason is not null) limit ${batch})`;
}

/** Events contain ids and statuses; those of a step also a tool's progress and its failure. */
function eraseEvents(sql: Sql, id: string) {
  return sql`update events set body = case when body ? 'failure' and body->'failure' <> 'null'
      then jsonb_set(body - 'note', '{failure,message}', to_jsonb(${erasedMessage}::text)) else body - 'note' end
    where stream_id = ${id} and seq in (select seq from events where stream_id = ${id} and kind = 'StepChanged'
      and (body ? 'note' or body->'failure'->>'message' <> ${erasedMessage}) limit ${batch})`;
}

/** A receiver may repeat in its answer what it was sent. */
function eraseAnswers(sql: Sql, id: string) {
  return sql`update webhook_attempts set answer = null where (delivery_id, number) in (
    select a.delivery_id, a.number from webhook_deliveries d join webhook_attempts a on a.delivery_id = d.id
    where d.item->>'conversationId' = ${id} and a.answer is not null limit ${batch})`;
}
