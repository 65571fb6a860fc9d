const mediaType = "text/event-stream";
/** Interval of the comments that keep proxies from closing a silent stream, ms. */
const pingMs = 12_000;
/** Limits of the random wait before an EventSource reconnects, ms, so that not all reconnect at once. */
const retry = { least: 250, most: 1_250 };

/** Headers of an event stream. */
export const eventStreamHeaders = {
  "content-type": `${mediaType}; charset=utf-8`,
  // Proxies may not store, compress or buffer it: a reader waits for each event.
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/** True for a request that accepts an event stream. */
export const wantsEvents = ({ headers }: Request): boolean =>
  headers.get("accept")?.includes(mediaType) ?? false;

/** The beginning of a stream: how long an EventSource waits before it reconnects. */
export function helloFrame(random: () => number = Math.random): string {
  return `retry: ${Math.round(retry.least + random() * (retry.most - retry.least))}\n\n`;
}

/** One event; also with an empty `data`. Neither has line breaks. Without `event`, a reader takes it as `message`. */
export function eventFrame(event: string | null, data: string, id?: string): string {
  const name = event === null ? "" : `event: ${event}\n`;
  return `${id === undefined ? "" : `id: ${id}\n`}${name}data:${data && ` ${data}`}\n\n`;
}

/**
 * The bytes of a stream of frames after `hello`, by default `helloFrame`; pulled, so that a slow client slows its source.
 * The stream ends with its source; when the client goes, the source's `return` is called. `onEnd` is called once.
 */
export function eventStreamBody(
  frames: AsyncIterable<string>,
  onEnd: () => void = () => {},
  hello: string = helloFrame(),
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source = frames[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let ping: ReturnType<typeof setInterval> | undefined;
  const end = () => {
    clearInterval(ping);
    onEnd();
  };
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(hello)); // some clients wait for a first byte
      const comment = () => controller.enqueue(encoder.encode(":\n\n"));
      ping = setInterval(() => (controller.desiredSize ?? 0) > 0 && comment(), pingMs);
    },
    async pull(controller) {
      const { done, value } = await source.next().catch((error) => {
        end();
        throw error;
      });
      if (!done) return controller.enqueue(encoder.encode(value));
      end();
      controller.close();
    },
    async cancel() {
      end();
      await source.return?.();
    },
  });
}
