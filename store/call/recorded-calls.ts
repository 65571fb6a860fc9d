import type { Db } from "../database/sql.ts";
import type { TurnCall } from "../turn/next-step.ts";
import { type ClaimableCall, claimFields } from "./claim.ts";
import { resultForModel } from "./result-for-model.ts";

/** A call of the turn, with the versions and the model that later calls depend on. */
export interface RecordedCall extends TurnCall {
  versionId: string | null;
  /** The fallback model that was called; null is the version's own model. */
  model: string | null;
  /** The version that makes the model calls after it, if the worker handed over. */
  handedToVersionId: string | null;
  /** Null: of an earlier step than the last two, where it was not read. */
  details?: CallDetails | null;
}

/** What the next model call needs of the calls before it, and of earlier attempts of itself. */
export interface CallDetails extends ClaimableCall {
  inputHash: string | null;
  remoteId: string | null;
  remoteConversationUnknown: boolean;
  rejectedAnswers: number;
  malformedArguments: boolean;
  outputError: string | null;
  remoteToolCallId: string | null;
  server: string | null;
  name: string | null;
  /** Of a tool call: the text for the model. */
  result: string | null;
}

/** SQL for the calls of the turn `t` as JSON, in order; null without any. `all`: with the details of all steps. */
export const recordedCalls = (db: Db, all: boolean) =>
  db`(select json_agg(json_build_object('id', c.id, 'kind', c.kind, 'step', c.step, 'status', c.status,
      'asked', a.id is not null, 'versionId', c.version_id, 'model', c.model,
      'handedToVersionId', c.handed_to_version_id,
      'details', case when ${all} or c.step >= (select max(step) - 1 from calls where turn_id = t.id) then
        json_build_object(${claimFields(db)},
          'inputHash', c.input_hash, 'remoteId', c.remote_conversation_id,
          'remoteConversationUnknown', c.remote_conversation_unknown, 'rejectedAnswers', c.rejected_answers,
          'malformedArguments', c.malformed_arguments, 'outputError', c.output_error,
          'remoteToolCallId', c.remote_tool_call_id, 'server', c.server, 'name', c.name,
          'result', case c.kind when 'tool' then ${resultForModel(db)} end) end)
      order by c.step, c.place)
    from calls c left join approvals a on a.call_id = c.id and a.verdict = 'PENDING' where c.turn_id = t.id)`;

/** All calls of a turn, with the details of all steps. */
export async function readDetailedCalls(db: Db, turnId: string): Promise<RecordedCall[]> {
  const [row] = await db<{ calls: RecordedCall[] | null }[]>`
    select ${recordedCalls(db, true)} as calls from turns t where t.id = ${turnId}`;
  return row?.calls ?? [];
}

/** The version that an earlier call of the turn handed over to; null if none did. */
export function handedToVersionId(calls: readonly RecordedCall[], step: number): string | null {
  const before = modelCalls(calls).filter((c) => c.step < step && c.handedToVersionId !== null);
  return before.at(-1)?.handedToVersionId ?? null;
}

/** The fallback model of this step: once a version calls it, it does so for the rest of the turn. */
export function fallbackIn(
  calls: readonly RecordedCall[],
  versionId: string,
  step: number,
): string | null {
  const own = modelCalls(calls).filter((c) => c.versionId === versionId && c.step <= step);
  return own.at(-1)?.model ?? null;
}

/** The model call of a step; undefined if it is not recorded. */
export function modelCallOf(
  calls: readonly RecordedCall[],
  step: number,
): RecordedCall | undefined {
  return calls.find((c) => c.kind === "model" && c.step === step);
}

const modelCalls = (calls: readonly RecordedCall[]) =>
  calls.filter((c) => c.kind === "model").toSorted((a, b) => a.step - b.step);
