import { HTTPClient, Mistral } from "@mistralai/mistralai";
import type { ConversationEvents } from "@mistralai/mistralai/models/components";
import type { ModelRequest } from "./request.ts";
import type { CompletionArgs } from "@mistralai/mistralai/models/components";
import { tracedFetch } from "../spans/traced-fetch.ts";
import { SilentStreamError } from "./classify.ts";

/** The SDK's client. Its own retries are off: Temporal retries, and the record decides. */
export function createMistral(
  options: { apiKey: string; serverUrl?: string | undefined },
): Mistral {
  const { apiKey, serverUrl: serverURL } = options;
  return new Mistral({
    apiKey,
    httpClient: new HTTPClient({ fetcher: tracedFetch(fetch) }),
    retryConfig: { strategy: "none" },
    ...(serverURL && { serverURL }),
  });
}

/** What a streamed request carries beside its inputs. `metadata` is left out where the API takes none. */
export interface RequestExtras {
  agentId: string;
  completionArgs: CompletionArgs | undefined;
  metadata: Record<string, string>;
  signal: AbortSignal;
}

/** Opens the stream of a model request. The signal covers its whole length: its abort closes the socket. */
export async function openStream(
  mistral: Mistral,
  request: ModelRequest,
  extras: RequestExtras,
): Promise<AsyncIterable<ConversationEvents>> {
  return untilAborted(await ask(mistral, request, extras), extras.signal);
}

/** What the SDK's streams are, in Deno's types and in Node's. */
type Readable<T> = Pick<ReadableStream<T>, "getReader">;

/**
 * Reads a stream until the signal aborts. Fetch alone does not see to that: the SDK makes a Request and drops it, and
 * once it is collected the signal no longer reaches the body (seen with Node 20.20).
 */
function untilAborted<T>(stream: Readable<T>, signal: AbortSignal): AsyncIterable<T> {
  const reader = stream.getReader();
  const stop = () => void reader.cancel(signal.reason).catch(() => undefined);
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return (async function* () {
    while (true) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      yield value;
    }
  })();
}

function ask(
  mistral: Mistral,
  request: ModelRequest,
  { agentId, completionArgs, metadata, signal }: RequestExtras,
): Promise<Readable<ConversationEvents>> {
  const { conversations } = mistral.beta;
  const { inputs } = request;
  if (request.operation === "start") {
    return conversations.startStream({ agentId, inputs, metadata, completionArgs }, { signal });
  }
  const { remoteId: conversationId } = request;
  if (request.operation === "append") {
    const conversationAppendStreamRequest = { inputs, completionArgs };
    return conversations.appendStream({ conversationId, conversationAppendStreamRequest }, {
      signal,
    });
  }
  const { fromEntryId } = request;
  const conversationRestartStreamRequest = { inputs, completionArgs, fromEntryId, metadata };
  return conversations.restartStream({ conversationId, conversationRestartStreamRequest }, {
    signal,
  });
}

/** `stream`, but broken with SilentStreamError when nothing arrives for `idleMs`. `abort` closes the socket. */
export async function* untilIdle<T>(
  stream: AsyncIterable<T>,
  idleMs: number,
  abort: (reason: Error) => void,
): AsyncGenerator<T> {
  const idle = () => abort(new SilentStreamError(`nothing came for ${idleMs} ms`));
  let timer = setTimeout(idle, idleMs);
  try {
    for await (const item of stream) {
      clearTimeout(timer);
      yield item;
      timer = setTimeout(idle, idleMs);
    }
  } finally {
    clearTimeout(timer);
  }
}
