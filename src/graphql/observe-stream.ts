/** What happens to a stream. */
export interface StreamObserver {
  onResult?: () => void;
  onError?: (error: unknown) => void;
  /** Called once, when the stream ends, fails or is closed. */
  onEnd: () => void;
}

/** The same stream, with its results, its failure and its end reported. */
export function observeStream<T>(
  stream: AsyncIterable<T>,
  { onResult, onError, onEnd }: StreamObserver,
): AsyncIterableIterator<T> {
  const source = stream[Symbol.asyncIterator]();
  let ended = false;
  const end = () => {
    if (!ended) onEnd();
    ended = true;
  };
  const observed = {
    async next(): Promise<IteratorResult<T>> {
      try {
        const result = await source.next();
        if (result.done) end();
        else onResult?.();
        return result;
      } catch (error) {
        onError?.(error);
        end();
        throw error;
      }
    },
    async return(): Promise<IteratorResult<T>> {
      const isOpen = !ended;
      end();
      if (isOpen) await source.return?.();
      return { done: true, value: undefined };
    },
    // graphql-ws ends only an iterator that has all three methods.
    throw: (): Promise<IteratorResult<T>> => observed.return(),
    [Symbol.asyncIterator]: () => observed,
  };
  return observed;
}
