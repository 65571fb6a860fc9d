import type { Source } from "../../../clients/client/source.ts";
import { TurnReader } from "../../../clients/client/turn/mod.ts";
import { turnEvents } from "../../../clients/client/turn/turn.generated.ts";
import { deadlineSignal } from "../../../protocol/async/deadline.ts";
import { BridgeError } from "../../failure.ts";
import { responseIdOf, type ResponseRef } from "../ids.ts";
import { endingOf } from "../stream/ending.ts";
import { ResponseScript } from "../stream/response-script.ts";
import { grow, outputOf, textItem } from "../stream/items.ts";
import { ownerOf } from "../ids.ts";
import { type FoundTurn, notFound } from "../turn/find-turn.ts";
import type { TurnPlace } from "../turn/turn-place.ts";
import type { ResponseState } from "./response-object.ts";

/** Time to read the stored events of a turn, ms. */
const withinMs = 20_000;

/** A response as the stored events have it now, with the items that are complete. */
export async function snapshotOf(
  operations: Source,
  ref: ResponseRef,
  turn: FoundTurn,
  place: TurnPlace,
  signal: AbortSignal,
): Promise<ResponseState> {
  if (isPast(turn, place) && ref.part === 0) return withoutLog(ref, turn);
  const script = new ResponseScript({ ref, after: null, begun: {} });
  await replay(operations, script, turn, place, deadlineSignal(withinMs, signal));
  if (!script.hasBegun) throw notFound("response", responseIdOf(ref), null);
  const { ending, output } = script;
  return { status: ending?.status ?? statusOf(turn), output, ending };
}

/**
 * The response of a turn that follows the last of several decisions: where a call ends before the next one is decided, a
 * response ends in between. Null: the decisions were not read.
 */
export async function partAfter(
  operations: Source,
  turn: FoundTurn,
  place: TurnPlace,
  approvalIds: readonly string[],
): Promise<number | null> {
  const ref = { turnId: turn.id, part: Number.MAX_SAFE_INTEGER };
  const script = new ResponseScript({ ref, after: null, begun: {} });
  await replay(operations, script, turn, place, deadlineSignal(withinMs));
  return script.partAfter(approvalIds);
}

/** Whether the events of the turn are no longer read: they were deleted after their retention, or are far back. */
export const isPast = ({ status, failure }: FoundTurn, { after }: TurnPlace): boolean =>
  after === null && endingOf(status, failure) !== null;

async function replay(
  operations: Source,
  script: ResponseScript,
  { id: turnId, conversation: { id } }: FoundTurn,
  { after, seq, head }: TurnPlace,
  signal: AbortSignal,
): Promise<void> {
  if (seq >= head) return;
  const reader = new TurnReader(turnId);
  const query = { query: turnEvents, variables: { id, deltas: false }, after };
  for await (const event of operations.follow(query, { signal })) {
    const parts = reader.apply(event);
    if (parts.some(({ type }) => type === "unread")) throw unread;
    script.apply(parts);
    if (event.seq >= head || reader.isOver) return;
  }
  throw unread;
}

const statusOf = ({ status }: FoundTurn) => status === "QUEUED" ? "queued" : "in_progress";

/** The answer stays when its events are gone. */
function withoutLog(ref: ResponseRef, { status, failure, reply }: FoundTurn): ResponseState {
  const ending = endingOf(status, failure);
  const item = textItem("message", ownerOf(ref), 0);
  const text = reply && outputOf(grow(item, { line: "piece", text: reply.text }), "completed");
  return { status: ending?.status ?? "in_progress", output: text ? [text] : [], ending };
}

const unread = new BridgeError({
  ...{ status: 503, code: "UNAVAILABLE", message: "The response could not be read. Try again." },
});
