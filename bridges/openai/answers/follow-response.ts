import type { BridgeCall } from "../../bridge.ts";
import { BridgeError } from "../../failure.ts";
import { readTurn } from "../../../clients/client/turn/mod.ts";
import type { Ending } from "../stream/ending.ts";
import type { NumberedEvent } from "../stream/response-writer.ts";
import { ResponseScript } from "../stream/response-script.ts";
import type { StartedTurn } from "../turn/started-turn.ts";
import { responseObject, type ResponseRequest, usageOf } from "./response-object.ts";

/** How a response is followed. */
export interface FollowOptions {
  /** Events up to this number are left out. */
  after?: number | null;
  /** True: requests for approvals do not end it. */
  whole?: boolean;
}

/** Follows one response until it ends. */
export class FollowedResponse {
  readonly #call: BridgeCall;
  readonly #started: StartedTurn;
  readonly #request: ResponseRequest;
  readonly #script: ResponseScript;

  constructor(
    call: BridgeCall,
    started: StartedTurn,
    request: ResponseRequest,
    { after = null, whole = false }: FollowOptions = {},
  ) {
    [this.#call, this.#started, this.#request] = [call, started, request];
    const begun = responseObject(started, request, { status: "in_progress", output: [] });
    this.#script = new ResponseScript({ ref: started.ref, after, whole, begun });
  }

  /** How many items the reader was shown that were replaced. */
  get replaced(): number {
    return this.#script.replaced;
  }

  /** Its events, and after them the object of the ended response. Throws if the stream is cut. */
  async *events(): AsyncGenerator<NumberedEvent, Record<string, unknown>> {
    const script = this.#script;
    yield* script.take();
    const { conversationId, after, ref: { turnId } } = this.#started;
    const { operations, signal } = this.#call;
    for await (const { parts } of readTurn(operations, { conversationId, turnId, after, signal })) {
      script.apply(parts);
      yield* script.take();
      if (script.ending) break;
    }
    if (!script.ending) throw cut;
    const response = await this.#ended(script.ending);
    script.end(script.ending, response);
    yield* script.take();
    return response;
  }

  /** The object of the response once it has ended. */
  async ended(): Promise<Record<string, unknown>> {
    const events = this.events();
    for (;;) {
      const { done, value } = await events.next();
      if (done) return value;
    }
  }

  async #ended(ending: Ending) {
    const { status } = ending;
    const usage = await usageOf(this.#call.operations, this.#started.ref.turnId);
    const { output } = this.#script;
    return responseObject(this.#started, this.#request, { status, output, ending, usage });
  }
}

const cut = new BridgeError({
  ...{
    status: 503,
    code: "SHUTTING_DOWN",
    message: "The stream was cut. Resume after its last event.",
  },
});
