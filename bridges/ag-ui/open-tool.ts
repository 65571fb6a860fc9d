import { isDeepStrictEqual } from "node:util";
import { type Event, EventType, type Message } from "@ag-ui/core";
import type { TurnToolCall } from "../../clients/client/turn/mod.ts";
import { callMessage, failedWith, resultId } from "./messages.ts";

/** A tool call without a result: what its client has of it. */
export class OpenTool {
  readonly #call: { id: string; server: string; name: string };
  #written = "";
  #arguments: string | null = null;
  #isClosed = false;

  constructor(call: { id: string; server: string; name: string }) {
    this.#call = call;
  }

  /** The call begins. */
  start(): Event[] {
    const { id: toolCallId, name: toolCallName, server } = this.#call;
    return [{ type: EventType.TOOL_CALL_START, toolCallId, toolCallName, metadata: { server } }];
  }

  /** The model writes arguments. */
  write(delta: string): Event[] {
    if (this.#isClosed) return [];
    this.#written += delta;
    return [{ type: EventType.TOOL_CALL_ARGS, toolCallId: this.#call.id, delta }];
  }

  /**
   * The arguments are complete, or an approver changed them. `restated`: the client has others, which only a snapshot
   * replaces.
   */
  complete(value: unknown): { events: Event[]; restated: boolean } {
    const text = JSON.stringify(value);
    const wasComplete = this.#arguments !== null;
    this.#arguments = text;
    if (wasComplete || this.#isClosed) return { events: [], restated: true };
    if (isSame(this.#written, value)) return { events: this.close(), restated: false };
    if (!text.startsWith(this.#written)) return { events: this.close(), restated: true };
    const rest = this.write(text.slice(this.#written.length));
    return { events: [...rest, ...this.close()], restated: false };
  }

  /** Nothing more is written. */
  close(): Event[] {
    if (this.#isClosed) return [];
    this.#isClosed = true;
    return [{ type: EventType.TOOL_CALL_END, toolCallId: this.#call.id }];
  }

  /** The result of the call, or why it has none. */
  result({ result, failure }: TurnToolCall, content: string): Event[] {
    return [...this.close(), {
      type: EventType.TOOL_CALL_RESULT,
      messageId: resultId(this.#call.id),
      toolCallId: this.#call.id,
      role: "tool",
      content: result ?? content,
      ...failedWith(failure),
    }];
  }

  /** What the client has of it. */
  get messages(): Message[] {
    return [callMessage(this.#call, this.#arguments ?? this.#written)];
  }
}

function isSame(written: string, value: unknown): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(written), value);
  } catch {
    return false;
  }
}
