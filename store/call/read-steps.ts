import type { StepRecord, ToolCallRecord } from "../../protocol/conversation/records.ts";
import { priceCurrency } from "../../protocol/budget/prices.ts";
import type { Sql } from "../database/sql.ts";
import { grouped, inOrder } from "../paging/by-ids.ts";

type Row =
  & Omit<ToolCallRecord, "kind">
  & {
    kind: "model" | "tool" | "hosted";
    agentVersionId: string;
    inputTokens: number;
    outputTokens: number;
    estimated: boolean;
    inputRate: number | null;
    outputRate: number | null;
    earlierCostNanos: number;
    rejectedAnswers: number;
    model: string;
    possiblyPaidTwice: boolean;
  };

const selected = (sql: Sql) =>
  sql`select c.id, c.conversation_id, c.turn_id, c.kind, shown_status(c) as status, c.attempts, c.started_at, c.ended_at,
    c.retry_at, c.failure, c.server, c.name, c.arguments, c.result, c.output, c.input_tokens, c.output_tokens,
    c.estimated, c.rejected_answers, c.input_rate, c.output_rate, c.earlier_cost_nanos,
    coalesce(c.model, v.spec->>'model', '') as model, c.possibly_paid_twice, c.version_id as agent_version_id, e.position, e.created_at,
    coalesce(e.content, '[]') as content
  from calls c left join entries e on e.id = c.id left join agent_versions v on v.id = c.version_id`;

/** Steps by id, null if the tenant has none. */
export async function stepsByIds(
  sql: Sql,
  tenant: string,
  ids: readonly string[],
): Promise<(StepRecord | null)[]> {
  const rows = await sql<Row[]>`${selected(sql)}
    where c.tenant = ${tenant} and c.id = any(${ids as string[]})`;
  return inOrder(ids, rows.map(toStep));
}

/** Steps of each turn in the order in which they began, without discarded ones. */
export async function stepsByTurnIds(
  sql: Sql,
  tenant: string,
  turnIds: readonly string[],
): Promise<StepRecord[][]> {
  const rows = await sql<Row[]>`${selected(sql)}
    where c.tenant = ${tenant} and c.turn_id = any(${turnIds as string[]}) and c.status <> 'DISCARDED'
    order by c.step, c.kind <> 'model', c.place`;
  return grouped(turnIds, rows.map(toStep), (s) => s.turnId);
}

function toStep(row: Row): StepRecord {
  if (row.kind !== "model") return { ...row, kind: "tool" };
  const { inputTokens, outputTokens, estimated, attempts } = row;
  const modelCalls = Math.min(1, attempts) + row.rejectedAnswers;
  const possiblyPaidTwice = row.possiblyPaidTwice ? 1 : 0;
  const usage = { inputTokens, outputTokens, estimated, modelCalls, toolCalls: 0 };
  return { ...row, kind: "call", usage: { ...usage, possiblyPaidTwice, cost: costOf(row) } };
}

function costOf(
  { inputTokens, outputTokens, inputRate, outputRate, earlierCostNanos, attempts }: Row,
) {
  if (attempts > 0 && (inputRate === null || outputRate === null)) return null;
  const nanos = inputTokens * (inputRate ?? 0) + outputTokens * (outputRate ?? 0) +
    earlierCostNanos;
  return { nanos, currency: priceCurrency };
}
