import type { BridgeCall } from "../../bridge.ts";
import { payloadOf } from "../../failure.ts";
import type { ResponseRef } from "../ids.ts";
import { openAiCancel } from "../openai.generated.ts";
import { requestKey } from "../request/request-key.ts";
import { findTurn } from "../turn/find-turn.ts";
import { readResponse } from "./read-response.ts";

/** `POST /responses/<id>/cancel`: cancels its turn, in the background or not. */
export async function cancelResponse(call: BridgeCall, id: string): Promise<Response> {
  const { turn } = await findTurn(call.operations, id);
  const input = { turnId: turn.id, idempotencyKey: requestKey(call.request) };
  payloadOf((await call.operations.request(openAiCancel, { input })).result);
  return await readResponse(call, id);
}

/** `GET /responses/<id>/input_items`: the messages of its turn. */
export async function readInput(call: BridgeCall, id: string): Promise<Response> {
  const { ref, turn } = await findTurn(call.operations, id);
  const data = turn.messages.map(({ content }, i) => ({
    ...{ id: inputId(ref, i), type: "message", role: "user", status: "completed" },
    content: content.flatMap((part) =>
      part.__typename === "TextContent" ? [{ type: "input_text", text: part.text }] : []
    ),
  }));
  const [first_id, last_id] = [data[0]?.id ?? null, data.at(-1)?.id ?? null];
  return Response.json({ object: "list", data, first_id, last_id, has_more: false });
}

const inputId = ({ turnId }: ResponseRef, i: number) => `msg_${turnId.replace("turn_", "")}_in${i}`;
