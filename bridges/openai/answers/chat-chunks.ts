import { BridgeError } from "../../failure.ts";
import type { EventBody } from "../stream/items.ts";
import { separator } from "./chat-objects.ts";

/** What a completion's stream shows of the events of a response: texts. */
export class ChatDeltas {
  readonly #begun = { content: false, reasoning_content: false };

  /** The delta of an event; null for nothing. */
  of(event: EventBody): Record<string, string> | null {
    switch (event.type) {
      case "response.output_text.delta":
        return { content: String(event.delta) };
      case "response.reasoning_text.delta":
        return { reasoning_content: String(event.delta) };
      case "response.output_item.added":
        return this.#separated((event.item as { type: string }).type);
      default:
        return null;
    }
  }

  #separated(type: string) {
    if (type !== "message" && type !== "reasoning") return null;
    const field = type === "message" ? "content" : "reasoning_content";
    const isFirst = !this.#begun[field];
    this.#begun[field] = true;
    return isFirst ? null : { [field]: separator };
  }
}

/** A completion cannot take text back. */
export const replacedError = new BridgeError({
  status: 503,
  code: "ANSWER_REPLACED",
  message: "A fault replaced an answer that was partly sent. Repeat the request with the same " +
    "Idempotency-Key: it returns the whole answer and is not paid again.",
});

/** The answer failed. */
export function failedError(response: Record<string, unknown>): BridgeError | null {
  const { status, error } = response as { status: string; error: { message: string } | null };
  if (status === "failed") return failed(502, "TURN_FAILED", error?.message ?? "The turn failed.");
  return status === "cancelled" ? failed(409, "CANCELLED", "The answer was cancelled.") : null;
}

const failed = (status: number, code: string, message: string) =>
  new BridgeError({ status, code, message });
