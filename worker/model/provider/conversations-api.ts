import {
  type CompletionArgs,
  conversationAppendStreamRequestToJSON,
  conversationRestartStreamRequestToJSON,
  conversationStreamRequestToJSON,
} from "@mistralai/mistralai/models/components";
import { MistralError } from "@mistralai/mistralai/models/errors";
import { deadlineSignal } from "../../../protocol/async/deadline.ts";
import type { RemoteEntry } from "../recovery/classify-history.ts";
import { type ProviderAddress, ProviderHttp } from "./provider-http.ts";
import type { ModelRequest } from "../call/request.ts";
import type { AnswerEvent } from "../stream/answer-event.ts";
import { documentEvents, streamedEvents, textOfBody } from "../stream/answer-stream.ts";
import { asObject } from "../stream/fields.ts";
import { parseAnswer } from "../stream/json-answer.ts";
import { SilentStreamError, UndecodableError } from "../stream/stream-faults.ts";

/** Parts of a request in addition to its inputs. `metadata` is left out where the API takes none. */
export interface RequestExtras {
  agentId: string;
  completionArgs: CompletionArgs | undefined;
  metadata: Record<string, string>;
  /** Covers the whole answer: its abort closes the socket. */
  signal: AbortSignal;
  /** Longest wait for the head of the answer and for each byte of it, ms. */
  idleMs: number;
}

/** Pieces of an answer, in order: the events that came together. */
export type EventStream = AsyncIterable<AnswerEvent[]>;

/** Reads streams and histories without the SDK, whose schemas refuse a whole answer for one unexpected field. */
export class ConversationsApi {
  readonly #http: ProviderHttp;

  constructor(address: ProviderAddress) {
    this.#http = new ProviderHttp(address);
  }

  /**
   * Opens the answer to a model request. Throws the SDK's errors for statuses, SilentStreamError without a head,
   * UndecodableError for what is neither a stream nor JSON.
   */
  async open(request: ModelRequest, extras: RequestExtras): Promise<EventStream> {
    const late = new AbortController();
    const { idleMs } = extras;
    const silent = () => late.abort(new SilentStreamError(`no answer for ${idleMs} ms`));
    const timer = setTimeout(silent, idleMs);
    const signal = AbortSignal.any([extras.signal, late.signal]);
    try {
      const path = pathOf(request);
      const response = await this.#http.send({
        ...{ method: "POST", path, accept: "text/event-stream", signal },
        body: bodyOf(request, extras),
      });
      return eventsOf(response, { signal, idleMs });
    } finally {
      clearTimeout(timer);
    }
  }

  /** All entries of a remote conversation, as they are there; none when it is gone or cannot be read. */
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

/** A stream where one came, and a document where that came instead; anything else cannot be read. */
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

/** The body as the SDK writes it. */
function bodyOf(
  request: ModelRequest,
  { agentId, completionArgs, metadata }: RequestExtras,
): string {
  const { inputs } = request;
  if (request.operation === "start") {
    return conversationStreamRequestToJSON({ agentId, inputs, metadata, completionArgs });
  }
  if (request.operation === "append") {
    return conversationAppendStreamRequestToJSON({ inputs, completionArgs });
  }
  const { fromEntryId } = request;
  return conversationRestartStreamRequestToJSON({ inputs, completionArgs, fromEntryId, metadata });
}
