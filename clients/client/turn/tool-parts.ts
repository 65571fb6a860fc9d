import type { TurnEvent, TurnPart, TurnToolCall } from "./parts.ts";

type Delta = Extract<TurnEvent, { __typename: "TextDelta" }>;

/** The parts of one tool call that its reader has. */
export class ToolParts {
  readonly #entryId: string;
  #started = false;
  #written = "";
  #input: string | undefined;
  #ended = false;

  constructor(entryId: string) {
    this.#entryId = entryId;
  }

  /** The model writes arguments. */
  delta({ offset, text }: Delta): TurnPart[] {
    const more = text.slice(Math.max(0, this.#written.length - offset));
    this.#written += more;
    return more ? [{ type: "arguments-delta", entryId: this.#entryId, text: more }] : [];
  }

  /** The call has this state, in which `status` is that of the event: the link may be ahead of it. */
  change(call: TurnToolCall, status: string): TurnPart[] {
    if (this.#ended) return [];
    return [...this.#start(call), ...this.#inputOf(call, status), ...this.#end(call, status)];
  }

  #start({ server, name }: TurnToolCall): TurnPart[] {
    if (this.#started) return [];
    this.#started = true;
    return [{ type: "tool-start", entryId: this.#entryId, server, name }];
  }

  /** Only a call that waits, runs or has ended has its final arguments. */
  #inputOf({ server, name, arguments: input }: TurnToolCall, status: string): TurnPart[] {
    const text = JSON.stringify(input);
    if (status === "STARTED" || input === null || text === this.#input) return [];
    this.#input = text;
    const waits = status === "WAITING";
    return [{ type: "tool-input", entryId: this.#entryId, server, name, arguments: input, waits }];
  }

  #end(call: TurnToolCall, status: string): TurnPart[] {
    if (!["COMPLETED", "FAILED", "CANCELLED"].includes(status)) return [];
    this.#ended = true;
    const entryId = this.#entryId;
    if (status === "COMPLETED") return [{ type: "tool-output", entryId, call }];
    const failure = call.failure ?? {
      code: status,
      message: call.result ?? "The call was cancelled.",
    };
    return [{ type: "tool-error", entryId, call, failure }];
  }
}
