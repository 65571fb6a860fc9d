import { watch } from "../../telemetry/metrics.ts";

type Transport = "websocket" | "sse";

/** The number of subscriptions that this process serves. */
export const openSubscriptions = countedByTransport();

function countedByTransport() {
  const open = { websocket: 0, sse: 0 };
  watch("tramontane.subscriptions.open", () => [
    [open.websocket, { transport: "websocket" }],
    [open.sse, { transport: "sse" }],
  ]);

  /** Counts one until the returned function is called; further calls have no effect. */
  function begin(transport: Transport): () => void {
    open[transport]++;
    let over = false;
    return () => {
      if (!over) open[transport]--;
      over = true;
    };
  }

  /** The same results, counted until they end or the client stops reading. */
  function during<T>(transport: Transport, answers: AsyncIterableIterator<T>) {
    const end = begin(transport);
    const ended = <R>(result: R): R => {
      end();
      return result;
    };
    const counted: AsyncIterableIterator<T> = {
      next: async () => {
        const result = await answers.next();
        return result.done ? ended(result) : result;
      },
      return: async () => {
        end();
        return await answers.return?.() ?? { done: true, value: undefined };
      },
      // graphql-ws ends only an iterator that has all three methods.
      throw: () => counted.return?.() ?? Promise.resolve({ done: true, value: undefined }),
      [Symbol.asyncIterator]: () => counted,
    };
    return counted;
  }

  return { begin, during };
}
