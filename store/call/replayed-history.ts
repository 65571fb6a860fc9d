import type { Content } from "../../protocol/conversation/content.ts";
import type { Status } from "../../protocol/status.ts";
import { modelToolName } from "../../protocol/agent/tool-name.ts";
import { callLabel } from "../../protocol/conversation/call-label.ts";
import { labelNumber } from "./label-number.ts";
import { resultForModel } from "./result-for-model.ts";
import type { Db } from "../database/sql.ts";
import type { OpenTurn } from "../turn/open-turn.ts";
import type { ModelInput } from "./model-input.ts";

/** An entry to be replayed: a message, or a tool call with its result. */
export interface ReplayedEntry {
  turnId: string;
  kind: "message" | "tool";
  role: "USER" | "AGENT" | null;
  status: Status;
  content: Content[];
  /** The step of the model call that wrote it; null for a user's message. */
  step: number | null;
  server: string | null;
  name: string | null;
  /** Of a tool call: its number in its turn. */
  labelNumber: number | null;
  remoteToolCallId: string | null;
  arguments: unknown;
  result: string | null;
}

const replayedColumns = (db: Db) =>
  db`e.turn_id, e.kind, e.role, coalesce(c.status, e.status) as status, e.content, m.step,
    c.server, c.name, c.remote_tool_call_id, case when c.kind = 'tool' then ${
    labelNumber(db)
  } end as label_number, c.arguments, ${resultForModel(db)} as result`;

/** True if there may be history to replay before the first model call of a turn. */
export function hasReplay(
  { isFork, hasUncovered, checkpointTurn }: Pick<
    OpenTurn,
    "isFork" | "hasUncovered" | "checkpointTurn"
  >,
  replayAll: boolean,
): boolean {
  return isFork || hasUncovered || (replayAll && checkpointTurn > 0);
}

/**
 * The history before this turn that the checkpoint does not cover, oldest first: it is replayed before the turn's own
 * message. Of shared history, what follows the checkpoint; of the conversation's own turns, the cancelled ones; with
 * `replayAll` all of it. Failed turns are not replayed, unless the fork was made in one. The same in every attempt,
 * because turns before this one have ended.
 */
export async function replayedHistory(
  db: Db,
  turnId: string,
  replayAll: boolean,
): Promise<ModelInput[]> {
  const rows = await db<ReplayedEntry[]>`
    with replayed as (
      select p.place, s.id, s.number, case when s.number = p.through_turn then p.through_position end as through
      from turns t join conversations o on o.id = t.conversation_id
      join shared_pasts p on p.conversation_id = o.id and p.erased_at is null
      join turns s on s.conversation_id = p.source_id and s.number <= p.through_turn
        and (s.status in ('COMPLETED', 'CANCELLED') or s.number = p.through_turn)
      where t.id = ${turnId} and (${replayAll} or (o.checkpoint_turn = 0
        and (p.place > o.past_place or (p.place = o.past_place and s.number > o.past_turn))))
      union all
      select ${own}, s.id, s.number, null
      from turns t join conversations o on o.id = t.conversation_id
      join turns s on s.conversation_id = o.id and s.number < t.number
        and (s.number > o.checkpoint_turn or ${replayAll})
        and (s.status = 'CANCELLED' or (s.status = 'COMPLETED' and ${replayAll}))
      where t.id = ${turnId})
    select ${replayedColumns(db)}
    from replayed d join entries e on e.turn_id = d.id and e.status <> 'DISCARDED' and e.kind in ('message', 'tool')
      and (d.through is null or e.position <= d.through)
    left join calls c on c.id = e.id left join calls m on m.id = e.call_id
    order by d.place, d.number, e.position`;
  return toReplayedInputs(rows);
}

/** Place of a conversation's own turns: after its shared history. */
const own = 2_147_483_647;

/** The entries of a turn before one of its steps, oldest first. The same in every attempt. */
export async function replayedTurn(db: Db, turnId: string, step: number): Promise<ModelInput[]> {
  const rows = await db<ReplayedEntry[]>`
    select ${replayedColumns(db)}
    from entries e left join calls c on c.id = e.id left join calls m on m.id = e.call_id
    where e.turn_id = ${turnId} and e.status <> 'DISCARDED' and e.kind in ('message', 'tool')
      and (m.step < ${step} or (e.role = 'USER' and (e.reserved_turn is null or e.steered_step < ${step})))
    order by e.position`;
  return toReplayedInputs(rows);
}

/** Entries as inputs. The calls of one answer come before their results, as providers require. */
export function toReplayedInputs(entries: readonly ReplayedEntry[]): ModelInput[] {
  const inputs: ModelInput[] = [];
  let results: ModelInput[] = [];
  let answer: string | null = null;
  for (const entry of entries) {
    const of = entry.step === null ? null : `${entry.turnId}/${entry.step}`;
    if (of !== answer) inputs.push(...results.splice(0));
    answer = of;
    if (entry.kind === "message") inputs.push(...message(entry));
    else if (isReplayable(entry)) {
      inputs.push(toolCall(entry));
      results = [...results, toolResult(entry)];
    }
  }
  return [...inputs, ...results];
}

/** Appended to an answer that was cut short; only the model receives it. */
export const cutShort = "\n\n[This answer was stopped here and not finished.]";

function message({ role, status, content }: ReplayedEntry): ModelInput[] {
  if (role === "USER") return content.length === 0 ? [] : [{ type: "message", content }];
  const texts = content.flatMap(asText);
  if (texts.length === 0) return [];
  const cut = status === "CANCELLED";
  return [{ type: "answer", content: cut ? [...texts, { type: "text", text: cutShort }] : texts }];
}

/** The text of a part of an answer. A citation becomes text, because the provider accepts none as input. */
function asText(part: Content): Content[] {
  if (part.type === "text") return [part];
  if (part.type !== "citation") return [];
  const text = part.url === null ? ` [${part.title}]` : ` [${part.title}](${part.url})`;
  return [{ type: "text", text }];
}

/** False for a call with incomplete arguments, and for a hosted one, which the provider does not accept as input. */
function isReplayable({ arguments: args, remoteToolCallId }: ReplayedEntry): boolean {
  return remoteToolCallId !== null && typeof args === "object" && args !== null &&
    !Array.isArray(args);
}

const nameOf = ({ server, name }: ReplayedEntry) => modelToolName(server ?? "", name ?? "");

function toolCall(entry: ReplayedEntry): ModelInput {
  const { remoteToolCallId, arguments: args } = entry;
  const id = remoteToolCallId ?? "";
  return { type: "tool_call", remoteToolCallId: id, name: nameOf(entry), arguments: args };
}

function toolResult(entry: ReplayedEntry): ModelInput {
  const result = entry.result ?? "The call was stopped. Whether the tool ran is not known.";
  const remoteToolCallId = entry.remoteToolCallId ?? "";
  const label = callLabel(entry.labelNumber ?? 0);
  return { type: "tool_result", remoteToolCallId, label, name: nameOf(entry), result };
}
