import {
  conversationAppendStreamRequestToJSON,
  conversationRestartStreamRequestToJSON,
  conversationStreamRequestToJSON,
} from "@mistralai/mistralai/models/components";
import { MistralError } from "@mistralai/mistralai/models/errors";
import { deadlineSignal } from "../../../protocol/async/deadline.ts";
import type { RemoteEntry } from "../recovery/classify-history.ts";
import { type ProviderAddress, ProviderHttp } from "./provider-http.ts";
import type { ModelRequest } from "../call/plan.ts";
import type { AnswerEvent } from "../stream/answer-event.ts";
import { documentEvents, streamedEvents, textOfBody } from "../stream/answer-stream.ts";
import { asObject } from "../stream/fields.ts";
import { parseAnswer } from "../stream/json-answer.ts";
import { SilentStreamError, UndecodableError } from "../stream/stream-faults.ts";

/** How a request is sent. */
export interface OpenOptions {
  /** The agent at the provider. */
  agentId: string;
  /** Applies to the whole answer: its abort closes the socket. */
  signal: AbortSignal;
  /** Maximum wait for the head of the response and for each byte of it, ms. */
  idleMs: number;
}

/** The events of an answer; those that arrived together are one item. */
export type EventStream = AsyncIterable<AnswerEvent[]>;

/** Reads streams and histories without the SDK, whose schemas reject a whole answer for one unexpected field. */
export class ConversationsApi {
  readonly #http: ProviderHttp;

  constructor(address: ProviderAddress) {
    this.#http = new ProviderHttp(address);
  }

  /**
   * Sends a model request and opens its answer. Throws the SDK's errors for statuses, SilentStreamError when no head
   * arrives in time, UndecodableError for a body that is neither a stream nor JSON.
   */
  async open(request: ModelRequest, options: OpenOptions): Promise<EventStream> {
    const late = new AbortController();
    const { agentId, idleMs } = options;
    const silent = () => late.abort(new SilentStreamError(`no answer for ${idleMs} ms`));
    const timer = setTimeout(silent, idleMs);
    const signal = AbortSignal.any([options.signal, late.signal]);
    try {
      const path = pathOf(request);
      const response = await this.#http.send({
        ...{ method: "POST", path, accept: "text/event-stream", signal },
        body: bodyOf(request, agentId),
      });
      return eventsOf(response, { signal, idleMs });
    } finally {
      clearTimeout(timer);
    }
  }

  /** All entries of a remote conversation; empty when it does not exist or cannot be read. */
  async history(remoteId: string, signal: AbortSignal, idleMs: number): Promise<RemoteEntry[]> {
    const inTime = deadlineSignal(idleMs, signal);
    const path = `conversations/${encodeURIComponent(remoteId)}/history`;
    try {
      const accept = "application/json";
      const response = await this.#http.send({ method: "GET", path, accept, signal: inTime });
      return entriesOf(await textOfBody(response, { signal: inTime, idleMs }));
    } catch (error) {
      if (error instanceof MistralError && error.statusCode === 404) return [];
      throw error;
    }
  }
}

/** Reads a stream of events, or the JSON document that some gateways answer with instead. */
function eventsOf(
  response: Response,
  reading: { signal: AbortSignal; idleMs: number },
): EventStream {
  const type = response.headers.get("content-type")?.toLowerCase() ?? "";
  if (type === "" || type.includes("text/event-stream")) return streamedEvents(response, reading);
  if (type.includes("json")) return documentEvents(response, reading);
  void response.body?.cancel().catch(() => undefined);
  throw new UndecodableError("the answer is neither a stream of events nor JSON");
}

function entriesOf(text: string): RemoteEntry[] {
  let history: unknown;
  try {
    history = parseAnswer(text);
  } catch {
    return [];
  }
  const entries = asObject(history)?.entries;
  return Array.isArray(entries) ? entries.map(asObject).filter((e) => e !== null) : [];
}

function pathOf(request: ModelRequest): string {
  if (request.operation === "start") return "conversations";
  const path = `conversations/${encodeURIComponent(request.remoteId)}`;
  return request.operation === "append" ? path : `${path}/restart`;
}

/** The body as the SDK serializes it. */
function bodyOf(request: ModelRequest, agentId: string): string {
  const { inputs, completionArgs, metadata } = request;
  if (request.operation === "start") {
    return conversationStreamRequestToJSON({ agentId, inputs, metadata, completionArgs });
  }
  if (request.operation === "append") {
    return conversationAppendStreamRequestToJSON({ inputs, completionArgs });
  }
  const { fromEntryId } = request;
  return conversationRestartStreamRequestToJSON({ inputs, completionArgs, fromEntryId, metadata });
}
