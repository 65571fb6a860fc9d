import type { Plugin } from "graphql-yoga";
import type { GraphQLContext } from "../schema/context.ts";

type Answers = AsyncIterable<Record<string, unknown>>;

/** Between comments that keep proxies from closing a silent stream, ms. */
const pingMs = 12_000;
const sse = "text/event-stream";
const headers = {
  "content-type": `${sse}; charset=utf-8`,
  "cache-control": "no-cache",
  connection: "keep-alive",
};

/**
 * Server-sent events that a browser's EventSource resumes by itself: each event of a subscription carries its cursor
 * as `id`, from the source and not from the selection, and comes back as `Last-Event-ID`. Everything else that asks for
 * SSE is left to Yoga.
 */
export function resumableSse(): Plugin {
  const cursors = new WeakMap<Request, { cursor: string | null }>();
  return {
    onSubscribe({ args }) {
      const context = args.contextValue as Partial<Pick<GraphQLContext, "onEvent">> & {
        request?: Request;
      };
      if (!context.request) return;
      const last = { cursor: null as string | null };
      cursors.set(context.request, last);
      context.onEvent = (cursor) => (last.cursor = cursor);
    },
    onResultProcess({ request, result, setResultProcessor }) {
      const last = cursors.get(request);
      const wanted = request.headers.get("accept")?.includes(sse);
      if (!last || !wanted || !result || !(Symbol.asyncIterator in result)) return;
      const stream = () => eventStream(result as Answers, () => last.cursor);
      setResultProcessor(() => new Response(stream(), { headers }), sse);
    },
  };
}

/** The bytes of a stream of answers; pulled, so that a slow client slows its source. */
export function eventStream(
  answers: Answers,
  cursor: () => string | null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source = answers[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let ping: ReturnType<typeof setInterval> | undefined;
  return new ReadableStream({
    start(controller) {
      const comment = () => controller.enqueue(encoder.encode(":\n\n"));
      comment(); // some clients wait for a first byte
      ping = setInterval(() => (controller.desiredSize ?? 0) > 0 && comment(), pingMs);
    },
    async pull(controller) {
      const { done, value } = await source.next();
      controller.enqueue(encoder.encode(done ? complete : next(value, cursor())));
      if (!done) return;
      clearInterval(ping);
      controller.close();
    },
    async cancel() {
      clearInterval(ping);
      await source.return?.();
    },
  });
}

const complete = "event: complete\ndata:\n\n";

/** An answer without data has no place in the stream, so it takes no `id`. */
function next(answer: Record<string, unknown>, cursor: string | null): string {
  const id = cursor !== null && answer.data ? `id: ${cursor}\n` : "";
  return `${id}event: next\ndata: ${JSON.stringify(answer)}\n\n`;
}
