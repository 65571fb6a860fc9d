import { type Source, StreamError } from "@tramontane/client";
import { readTurn, type TurnStep } from "@tramontane/client/turn";
import type { UIMessageChunk } from "ai";
import { TurnChunks } from "./chunks/turn-chunks.ts";

/** Which turn a stream shows, and from where. */
export interface StreamPlace {
  conversationId: string;
  turnId: string;
  after: string | null;
  /** Address of the API, for links to files on it. */
  base: string | undefined;
  /** Approvals that the message shows as open: the stream starts with what became of the first of them. */
  continues?: ReadonlySet<string>;
}

/**
 * The chunks of a turn up to its end, or until it waits for approvals that only the user can give: `useChat` sends
 * approvals with the next request, which continues the turn.
 */
export async function* turnChunks(
  source: Source,
  { conversationId, turnId, after, base, continues }: StreamPlace,
  signal: AbortSignal,
): AsyncGenerator<UIMessageChunk, void> {
  const chunks = new TurnChunks({ base });
  let isShown = continues === undefined;
  if (!isShown) yield { type: "start", messageId: turnId };
  for await (const { parts } of readTurn(source, { conversationId, turnId, after, signal })) {
    isShown ||= continuesWith(parts, continues);
    const made = parts.flatMap((part) => chunks.add(part));
    if (!isShown) continue;
    yield* made;
    if (!chunks.isWaiting) continue;
    yield { type: "finish", finishReason: "tool-calls" };
    return;
  }
}

const continuesWith = (parts: TurnStep["parts"], open: ReadonlySet<string> = new Set()) =>
  parts.some((part) =>
    part.type === "approval" && part.verdict !== "PENDING" && open.has(part.approvalId)
  );

/** A stream of chunks that ends its source when it is cancelled. It is read as fast as it is consumed. */
export function streamOf(
  make: (signal: AbortSignal) => AsyncGenerator<UIMessageChunk, void>,
): ReadableStream<UIMessageChunk> {
  const ending = new AbortController();
  const chunks = make(ending.signal);
  return new ReadableStream<UIMessageChunk>({
    async pull(controller) {
      try {
        const { value, done } = await chunks.next();
        if (done || value === undefined) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        if (!ending.signal.aborted) controller.error(asDisconnect(error));
      }
    },
    cancel: () => ending.abort(),
  });
}

/** A stream of chunks that are there. */
export function streamOfChunks(chunks: readonly UIMessageChunk[]): ReadableStream<UIMessageChunk> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

/** `useChat` resumes by itself, when the page is looked at again, after a TypeError whose message begins like this. */
function asDisconnect(error: unknown): unknown {
  const isAway = error instanceof StreamError && error.code === "UNREACHABLE";
  return isAway ? new TypeError(`network error: ${error.message}`, { cause: error }) : error;
}
