import type { Content } from "../../protocol/content.ts";
import type { Status } from "../../protocol/status.ts";
import { modelToolName } from "../../protocol/tool-name.ts";
import { toldResult } from "../approvals/told-result.ts";
import type { Tx } from "../connect.ts";
import type { ModelInput } from "./model-inputs.ts";

/** An entry of a cancelled turn, a tool call with what came of it. `step` of what an agent wrote. */
export interface LeftEntry {
  turnId: string;
  kind: "message" | "tool";
  role: "USER" | "AGENT" | null;
  status: Status;
  content: Content[];
  step: number | null;
  server: string | null;
  name: string | null;
  remoteToolCallId: string | null;
  arguments: unknown;
  result: string | null;
}

/**
 * What cancelled turns left on the screen that the base does not hold, oldest first: it is told again before the
 * turn's own message. The same in every attempt, since turns before this one have ended.
 */
export async function saidSinceBase(tx: Tx, turnId: string): Promise<ModelInput[]> {
  const rows = await tx<LeftEntry[]>`
    select e.turn_id, e.kind, e.role, coalesce(c.status, e.status) as status, e.content, m.step,
      c.server, c.name, c.remote_tool_call_id, c.arguments, ${toldResult(tx)} as result
    from turns t join conversations o on o.id = t.conversation_id
    join turns left_over on left_over.conversation_id = o.id and left_over.status = 'CANCELLED'
      and left_over.number > o.base_turn and left_over.number < t.number
    join entries e on e.turn_id = left_over.id and e.status <> 'DISCARDED' and e.kind <> 'handoff'
    left join calls c on c.id = e.id left join calls m on m.id = e.call_id
    where t.id = ${turnId} order by left_over.number, e.position`;
  return toldAgain(rows);
}

/**
 * All that was said and done in a conversation before a step of a turn, oldest first, for a start anew. Failed turns
 * are not told. The same in every attempt.
 */
export async function saidBefore(tx: Tx, turnId: string, step: number): Promise<ModelInput[]> {
  const rows = await tx<LeftEntry[]>`
    select e.turn_id, e.kind, e.role, coalesce(c.status, e.status) as status, e.content, m.step,
      c.server, c.name, c.remote_tool_call_id, c.arguments, ${toldResult(tx)} as result
    from turns t join turns s on s.conversation_id = t.conversation_id
      and (s.id = t.id or (s.number < t.number and s.status in ('COMPLETED', 'CANCELLED')))
    join entries e on e.turn_id = s.id and e.status <> 'DISCARDED' and e.kind <> 'handoff'
    left join calls c on c.id = e.id left join calls m on m.id = e.call_id
    where t.id = ${turnId} and (s.id <> t.id or m.step < ${step}
      or (e.role = 'USER' and (e.reserved_turn is null or e.steered_step < ${step})))
    order by s.number, e.position`;
  return toldAgain(rows);
}

/** Entries as inputs. The calls of one answer come before their results, as a provider wants them. */
export function toldAgain(entries: readonly LeftEntry[]): ModelInput[] {
  const inputs: ModelInput[] = [];
  let results: ModelInput[] = [];
  let answer: string | null = null;
  for (const entry of entries) {
    const of = entry.step === null ? null : `${entry.turnId}/${entry.step}`;
    if (of !== answer) inputs.push(...results.splice(0));
    answer = of;
    if (entry.kind === "message") inputs.push(...message(entry));
    else if (isWhole(entry)) {
      inputs.push(toolCall(entry));
      results = [...results, toolResult(entry)];
    }
  }
  return [...inputs, ...results];
}

/** Added to an answer that was cut short, for the model alone. */
export const cutShort = "\n\n[This answer was stopped here and not finished.]";

function message({ role, status, content }: LeftEntry): ModelInput[] {
  if (role === "USER") return [{ type: "message", content }];
  const texts = content.filter((c) => c.type === "text");
  if (texts.length === 0) return [];
  const cut = status === "CANCELLED";
  return [{ type: "said", content: cut ? [...texts, { type: "text", text: cutShort }] : texts }];
}

/**
 * A call whose arguments were not written to the end, or are no object, is not worth telling; one of a tool that the
 * provider ran itself cannot be told.
 */
function isWhole({ arguments: args, remoteToolCallId }: LeftEntry): boolean {
  return remoteToolCallId !== null && typeof args === "object" && args !== null &&
    !Array.isArray(args);
}

const nameOf = ({ server, name }: LeftEntry) => modelToolName(server ?? "", name ?? "");

function toolCall(entry: LeftEntry): ModelInput {
  const { remoteToolCallId, arguments: args } = entry;
  const id = remoteToolCallId ?? "";
  return { type: "tool_call", remoteToolCallId: id, name: nameOf(entry), arguments: args };
}

function toolResult(entry: LeftEntry): ModelInput {
  const result = entry.result ?? "The call was stopped. Whether the tool ran is not known.";
  const remoteToolCallId = entry.remoteToolCallId ?? "";
  return { type: "tool_result", remoteToolCallId, name: nameOf(entry), result };
}
