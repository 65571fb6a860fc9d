import { Mistral } from "@mistralai/mistralai";
import type { ConversationEvents } from "@mistralai/mistralai/models/components";
import type { ModelRequest } from "./request.ts";
import type { CompletionArgs } from "@mistralai/mistralai/models/components";
import { BrokenStreamError } from "./classify.ts";

/** The SDK's client. Its own retries are off: Temporal retries, and the record decides. */
export function createMistral(
  options: { apiKey: string; serverUrl?: string | undefined },
): Mistral {
  const { apiKey, serverUrl: serverURL } = options;
  return new Mistral({
    apiKey,
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

/** Opens the stream of a model request. The signal covers its whole length. */
export function openStream(
  mistral: Mistral,
  request: ModelRequest,
  { agentId, completionArgs, metadata, signal }: RequestExtras,
): Promise<AsyncIterable<ConversationEvents>> {
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

/** `stream`, but broken with BrokenStreamError when nothing arrives for `idleMs`. `abort` closes the socket. */
export async function* untilIdle<T>(
  stream: AsyncIterable<T>,
  idleMs: number,
  abort: (reason: Error) => void,
): AsyncGenerator<T> {
  const idle = () => abort(new BrokenStreamError(`nothing came for ${idleMs} ms`));
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
