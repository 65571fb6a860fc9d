import type { Source } from "../../../clients/client/source.ts";
import { TurnReader } from "../../../clients/client/turn/mod.ts";
import { turnEvents } from "../../../clients/client/turn/turn.generated.ts";
import { BridgeError } from "../../failure.ts";
import { responseIdOf, type ResponseRef } from "../ids.ts";
import { endingOf } from "../stream/ending.ts";
import { ResponseScript } from "../stream/response-script.ts";
import { grow, outputOf, textItem } from "../stream/items.ts";
import { ownerOf } from "../ids.ts";
import { type FoundTurn, notFound } from "../turn/find-turn.ts";
import type { TurnPlace } from "../turn/turn-place.ts";
import type { ResponseState } from "./response-object.ts";

/** A response as the stored events have it now, with the items that are complete. */
export async function snapshotOf(
  operations: Source,
  ref: ResponseRef,
  turn: FoundTurn,
  place: TurnPlace,
  signal: AbortSignal,
): Promise<ResponseState> {
  const script = new ResponseScript({ ref, after: null, begun: {} });
  const isStored = await replay(operations, script, turn, place, signal);
  if (!isStored && ref.part === 0) return withoutLog(ref, turn);
  if (!script.hasBegun) throw notFound("response", responseIdOf(ref), null);
  const { ending, output } = script;
  return { status: ending?.status ?? statusOf(turn), output, ending };
}

/** False if the log no longer has the turn. */
async function replay(
  operations: Source,
  script: ResponseScript,
  { id: turnId, conversation: { id } }: FoundTurn,
  { after, head }: TurnPlace,
  signal: AbortSignal,
): Promise<boolean> {
  const reader = new TurnReader(turnId);
  let isStored = false;
  const variables = { id, deltas: false };
  for await (
    const event of operations.follow({ query: turnEvents, variables, after }, { signal })
  ) {
    const parts = reader.apply(event);
    if (parts.some(({ type }) => type === "unread")) throw unread;
    isStored ||= parts.length > 0 || after !== null;
    script.apply(parts);
    if (event.seq >= head || reader.isOver) break;
  }
  return isStored;
}

const statusOf = ({ status }: FoundTurn) => status === "QUEUED" ? "queued" : "in_progress";

/** Events are deleted after their retention; the answer stays. */
function withoutLog(ref: ResponseRef, { status, failure, reply }: FoundTurn): ResponseState {
  const ending = endingOf(status, failure);
  const item = textItem("message", ownerOf(ref), 0);
  const text = reply && outputOf(grow(item, { line: "piece", text: reply.text }), "completed");
  return { status: ending?.status ?? "in_progress", output: text ? [text] : [], ending };
}

const unread = new BridgeError({
  ...{ status: 503, code: "UNAVAILABLE", message: "The response could not be read. Try again." },
});
